package io.storelens.analyzer.provider.local;

import io.storelens.analyzer.photo.RgbImage;

/** Two by two pixels that become one. Without loops, for most photos are halved so. */
final class FourPixels {
  private FourPixels() {}

  /**
   * The sum of a channel's bytes at {@code at}, right of it, below it, and right of that.
   *
   * @param row bytes of a row of {@code pixels}
   */
  static int sum(byte[] pixels, int at, int row) {
    return (pixels[at] & 0xff)
        + (pixels[at + RgbImage.CHANNELS] & 0xff)
        + (pixels[at + row] & 0xff)
        + (pixels[at + row + RgbImage.CHANNELS] & 0xff);
  }
}
