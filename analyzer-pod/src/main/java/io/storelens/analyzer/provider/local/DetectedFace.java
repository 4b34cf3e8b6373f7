package io.storelens.analyzer.provider.local;

/**
 * A face as the detector gives it, in pixels of the image it lies in.
 *
 * @param left left edge of the box
 * @param top upper edge
 * @param right right edge
 * @param bottom lower edge
 * @param score how sure the detector is, 0 to 1
 * @param points x and y of five points: the eye on the image's left, the other eye, the tip of the
 *     nose, the corner of the mouth on the image's left, the other corner
 */
@SuppressWarnings("ArrayRecordComponent") // ten numbers of this package alone
record DetectedFace(
    double left, double top, double right, double bottom, double score, double[] points) {
  /** Numbers in {@link #points}. */
  static final int COORDINATES = 10;

  double width() {
    return right - left;
  }

  double height() {
    return bottom - top;
  }

  double longerSide() {
    return Math.max(width(), height());
  }

  double centreX() {
    return (left + right) / 2;
  }

  double centreY() {
    return (top + bottom) / 2;
  }

  double eyeDistance() {
    return Math.hypot(points[2] - points[0], points[3] - points[1]);
  }

  /** The angle by which the line of the eyes falls to the right, in radians. */
  double tilt() {
    return Math.atan2(points[3] - points[1], points[2] - points[0]);
  }

  /** Shared area over united area, 0 to 1. */
  double overlap(DetectedFace other) {
    double width = Math.min(right, other.right) - Math.max(left, other.left);
    double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    if (width <= 0 || height <= 0) {
      return 0;
    }
    double shared = width * height;
    return shared / (width() * height() + other.width() * other.height() - shared);
  }
}
