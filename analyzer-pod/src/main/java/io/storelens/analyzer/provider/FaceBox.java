package io.storelens.analyzer.provider;

/**
 * Where a face is, in pixels of the upright photo; may reach over its edges.
 *
 * @param x left edge
 * @param y upper edge
 * @param width more than 0
 * @param height more than 0
 */
public record FaceBox(double x, double y, double width, double height) {
  /** The shorter side. */
  public double shorterSide() {
    return Math.min(width, height);
  }

  FaceBox times(double factor) {
    return new FaceBox(x * factor, y * factor, width * factor, height * factor);
  }

  FaceBox from(double left, double top) {
    return new FaceBox(x - left, y - top, width, height);
  }
}
