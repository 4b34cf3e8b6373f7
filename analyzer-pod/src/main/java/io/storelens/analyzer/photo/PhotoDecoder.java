package io.storelens.analyzer.photo;

/** Turns a file into pixels. Belongs to one thread; the image lives until the next call. */
interface PhotoDecoder extends AutoCloseable {
  /**
   * Decodes, scaled down.
   *
   * @param header what {@link PhotoHeader#read} said of the photo
   * @param reduction how many pixels of the photo become one, along a side: 1, 2, 4 or 8
   * @return the pixels as stored, orientation not applied; sides are rounded up
   * @throws PhotoRefusedException {@code UNDECODABLE} if the file can't be read
   */
  RgbImage decode(EncodedPhoto photo, PhotoHeader header, int reduction)
      throws PhotoRefusedException;

  /** Overwrites what is still held of the last photo. */
  void forget();

  @Override
  void close();
}
