package io.storelens.analyzer.photo;

import java.util.Arrays;
import java.util.Optional;

/**
 * Reads photos: header, limits, decoding, orientation. Belongs to one thread; its buffers are used
 * again for each photo.
 */
public final class PhotoReader implements AutoCloseable {
  /** A photo's long side is not scaled down below this: small faces would be lost. */
  private static final int LONG_SIDE = 960;

  /** A face that just counts is not scaled down below this: its crop would lose detail. */
  private static final int FACE_SIDE = 100;

  private static final int MOST_REDUCTION = 8;

  private final PhotoDecoder jpeg;
  private final PhotoDecoder png = new ImageIoDecoder();
  private final PhotoLimits limits;
  private byte[] turned = new byte[0];

  /**
   * @param turboJpeg decodes JPEG; where empty, the JDK does
   * @param limits which photos are decoded
   */
  public PhotoReader(Optional<TurboJpeg> turboJpeg, PhotoLimits limits) {
    this.jpeg = turboJpeg.<PhotoDecoder>map(TurboJpegDecoder::new).orElseGet(ImageIoDecoder::new);
    this.limits = limits;
  }

  /**
   * Reads a photo upright, scaled down as far as faces of {@code smallestFace} allow.
   *
   * @param smallestFace side of the smallest face of interest, in pixels of the photo
   * @return an image that lives until the next call
   * @throws PhotoRefusedException if the photo can never be analysed
   */
  public RgbImage read(EncodedPhoto photo, int smallestFace) throws PhotoRefusedException {
    var header = PhotoHeader.read(photo);
    header.require(limits);
    var decoder = header.format() == PhotoFormat.JPEG ? jpeg : png;
    var stored = decoder.decode(photo, header, reduction(header, smallestFace));
    return upright(stored, header.orientation());
  }

  /** Overwrites what is still held of the last photo. */
  public void forget() {
    jpeg.forget();
    png.forget();
    Arrays.fill(turned, (byte) 0);
  }

  @Override
  public void close() {
    jpeg.close();
    png.close();
  }

  /** Only powers of two: libjpeg-turbo has fast code for those alone. */
  private static int reduction(PhotoHeader header, int smallestFace) {
    int longSide = Math.max(header.width(), header.height());
    int reduction = MOST_REDUCTION;
    while (reduction > 1
        && (longSide / reduction < LONG_SIDE || smallestFace / reduction < FACE_SIDE)) {
      reduction /= 2;
    }
    return reduction;
  }

  private RgbImage upright(RgbImage stored, Orientation orientation) {
    if (orientation == Orientation.UPRIGHT) {
      return stored;
    }
    int bytes = stored.width() * stored.height() * RgbImage.CHANNELS;
    if (turned.length < bytes) {
      turned = new byte[bytes];
    }
    return orientation.apply(stored, turned);
  }
}
