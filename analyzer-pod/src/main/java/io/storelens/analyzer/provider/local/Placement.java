package io.storelens.analyzer.provider.local;

/**
 * Where a crop that is turned and scaled lies in an image: its pixel (u, v) is at (a u - b v + x, b
 * u + a v + y).
 *
 * @param a scale times cosine of the turn
 * @param b scale times sine of the turn
 * @param x column of the crop's first pixel
 * @param y row of the crop's first pixel
 */
record Placement(double a, double b, double x, double y) {
  /**
   * Where dlib's face chips have the five points, as parts of the chip's side: fitted from 50
   * faces, eyes and mouth made symmetric.
   */
  private static final double[] CHIP_POINTS = {
    0.3022, 0.281, 0.6858, 0.281, 0.494, 0.505, 0.3316, 0.6805, 0.6564, 0.6805
  };

  private static final int POINTS = DetectedFace.COORDINATES / 2;

  /**
   * The chip of {@code size} pixels a side in which the face's points lie where dlib has them, by
   * least squares over turns, scales and shifts.
   */
  static Placement chip(DetectedFace face, int size) {
    double[] points = face.points();
    double[] wanted = new double[CHIP_POINTS.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = CHIP_POINTS[i] * size - 0.5;
    }
    double pointX = mean(points, 0);
    double pointY = mean(points, 1);
    double wantedX = mean(wanted, 0);
    double wantedY = mean(wanted, 1);
    double spread = 0;
    double along = 0;
    double across = 0;
    for (int i = 0; i < points.length; i += 2) {
      double px = points[i] - pointX;
      double py = points[i + 1] - pointY;
      double wx = wanted[i] - wantedX;
      double wy = wanted[i + 1] - wantedY;
      spread += px * px + py * py;
      along += px * wx + py * wy;
      across += px * wy - py * wx;
    }
    // Fitted from the image to the chip, as dlib does, then turned round.
    double norm = (along * along + across * across) / spread;
    double a = along / norm;
    double b = -across / norm;
    return new Placement(
        a, b, pointX - (a * wantedX - b * wantedY), pointY - (b * wantedX + a * wantedY));
  }

  /**
   * The square of {@code size} pixels a side around the face, turned so that the eyes are level.
   *
   * @param margin the square's side, in longer sides of the face's box
   */
  static Placement level(DetectedFace face, double margin, int size) {
    double step = face.longerSide() * margin / size;
    double a = Math.cos(face.tilt()) * step;
    double b = Math.sin(face.tilt()) * step;
    double half = size / 2.0;
    return new Placement(
        a, b, face.centreX() - (a * half - b * half), face.centreY() - (b * half + a * half));
  }

  /** Pixels of the image per pixel of the crop. */
  double step() {
    return Math.hypot(a, b);
  }

  private static double mean(double[] coordinates, int from) {
    double sum = 0;
    for (int i = from; i < coordinates.length; i += 2) {
      sum += coordinates[i];
    }
    return sum / POINTS;
  }
}
