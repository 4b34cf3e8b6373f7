package io.storelens.analyzer.provider.local;

/**
 * How far a face is turned, judged by its five points. A face that looks into the camera has the
 * tip of its nose midway between the eyes, and about midway between the lines of eyes and mouth.
 */
final class Pose {
  /** Turned by more than about 50 degrees, the tip of the nose comes near an eye's side. */
  private static final double MOST_ASIDE = 0.42;

  private static final double HIGHEST_NOSE = 0.1;
  private static final double LOWEST_NOSE = 0.95;

  private Pose() {}

  /** Whether so little of the face is seen that its traits would be guesses. */
  static boolean isTurnedAway(DetectedFace face) {
    double[] points = face.points();
    double eyesX = points[2] - points[0];
    double eyesY = points[3] - points[1];
    double square = eyesX * eyesX + eyesY * eyesY;
    double noseX = points[4] - points[0];
    double noseY = points[5] - points[1];
    double aside = (noseX * eyesX + noseY * eyesY) / square - 0.5;
    // Distances from the line of the eyes, downwards, times the line's length.
    double nose = eyesX * noseY - eyesY * noseX;
    double mouth =
        eyesX * ((points[7] + points[9]) / 2 - points[1])
            - eyesY * ((points[6] + points[8]) / 2 - points[0]);
    double down = nose / mouth;
    return !(Math.abs(aside) <= MOST_ASIDE)
        || !(mouth > 0)
        || down < HIGHEST_NOSE
        || down > LOWEST_NOSE;
  }
}
