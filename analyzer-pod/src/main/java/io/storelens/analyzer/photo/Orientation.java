package io.storelens.analyzer.photo;

/**
 * How a photo's stored rows become upright: the EXIF tag {@code Orientation} (CIPA DC-008, 4.6.5).
 * The constants are in the order of the tag's values, 1 to 8, and say what is done to the stored
 * rows.
 */
public enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  TURNED_180(false, true, true),
  FLIPPED(false, false, true),
  TRANSPOSED(true, false, false),
  TURNED_90(true, false, true),
  TRANSVERSED(true, true, true),
  TURNED_270(true, true, false);

  private final boolean swapped;
  private final boolean fromRight;
  private final boolean fromBottom;

  /**
   * @param swapped whether upright rows are stored columns
   * @param fromRight whether stored columns are read from the right
   * @param fromBottom whether stored rows are read from the bottom
   */
  Orientation(boolean swapped, boolean fromRight, boolean fromBottom) {
    this.swapped = swapped;
    this.fromRight = fromRight;
    this.fromBottom = fromBottom;
  }

  /** The orientation of a tag's value; a value outside 1 to 8 counts as upright. */
  static Orientation ofExif(int value) {
    return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
  }

  /** Whether width and height change places. */
  public boolean swapsSides() {
    return swapped;
  }

  /**
   * Turns {@code stored} upright.
   *
   * @param target takes the pixels; as long as the image at least
   */
  RgbImage apply(RgbImage stored, byte[] target) {
    int width = swapped ? stored.height() : stored.width();
    int height = swapped ? stored.width() : stored.height();
    int row = stored.width() * RgbImage.CHANNELS;
    int storedX = fromRight ? -RgbImage.CHANNELS : RgbImage.CHANNELS;
    int storedY = fromBottom ? -row : row;
    int first =
        (fromRight ? row - RgbImage.CHANNELS : 0) + (fromBottom ? (stored.height() - 1) * row : 0);
    int stepX = swapped ? storedY : storedX;
    int stepY = swapped ? storedX : storedY;
    byte[] source = stored.pixels();
    for (int y = 0, to = 0; y < height; y++) {
      int from = first + y * stepY;
      for (int x = 0; x < width; x++, to += RgbImage.CHANNELS, from += stepX) {
        target[to] = source[from];
        target[to + 1] = source[from + 1];
        target[to + 2] = source[from + 2];
      }
    }
    return new RgbImage(target, width, height, stored.originalPerPixel());
  }
}
