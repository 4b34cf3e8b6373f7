package io.storelens.analyzer.provider;

/**
 * Five points of a face, in pixels of a picture. Left and right are the picture's, not the
 * person's.
 *
 * @param leftEye the eye on the left
 * @param rightEye the other eye
 * @param nose the tip of the nose
 * @param leftMouth the corner of the mouth on the left
 * @param rightMouth the other corner
 */
public record FacePoints(
    Point leftEye, Point rightEye, Point nose, Point leftMouth, Point rightMouth) {
  /**
   * A place in a picture.
   *
   * @param x from the left edge
   * @param y from the upper edge
   */
  public record Point(double x, double y) {
    private Point times(double factor) {
      return new Point(x * factor, y * factor);
    }

    private Point from(double left, double top) {
      return new Point(x - left, y - top);
    }
  }

  FacePoints times(double factor) {
    return new FacePoints(
        leftEye.times(factor),
        rightEye.times(factor),
        nose.times(factor),
        leftMouth.times(factor),
        rightMouth.times(factor));
  }

  FacePoints from(double x, double y) {
    return new FacePoints(
        leftEye.from(x, y),
        rightEye.from(x, y),
        nose.from(x, y),
        leftMouth.from(x, y),
        rightMouth.from(x, y));
  }
}
