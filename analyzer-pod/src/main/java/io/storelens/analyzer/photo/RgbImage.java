package io.storelens.analyzer.photo;

/**
 * Decoded pixels: rows from the top, three bytes a pixel (red, green, blue). The array belongs to
 * whoever made the image, may be longer than the image, and is overwritten by the next one.
 *
 * @param pixels the bytes
 * @param width pixels a row
 * @param height rows
 * @param originalPerPixel how many pixels of the photo one pixel stands for, along a side: 1, 2, 4
 *     or 8
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes, shared on purpose
public record RgbImage(byte[] pixels, int width, int height, int originalPerPixel) {
  /** Bytes of a pixel. */
  public static final int CHANNELS = 3;

  /** Without the pixels. */
  @Override
  public String toString() {
    return "RgbImage[" + width + "x" + height + ", 1:" + originalPerPixel + "]";
  }
}
