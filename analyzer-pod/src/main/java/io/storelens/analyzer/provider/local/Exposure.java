package io.storelens.analyzer.provider.local;

/** Whether a face's crop shows anything: its green plane, which carries most of the brightness. */
final class Exposure {
  private static final double DARKEST = 20;
  private static final double BRIGHTEST = 240;
  private static final double LEAST_DEVIATION = 8;

  private Exposure() {}

  /** Whether planes of red, green and blue that {@link UprightCrop} drew show nothing. */
  static boolean isBad(float[] planes) {
    double sum = 0;
    double squares = 0;
    for (int i = UprightCrop.PLANE; i < 2 * UprightCrop.PLANE; i++) {
      double value = planes[i];
      sum += value;
      squares += value * value;
    }
    double mean = sum / UprightCrop.PLANE;
    double variance = squares / UprightCrop.PLANE - mean * mean;
    return mean < DARKEST || mean > BRIGHTEST || variance < LEAST_DEVIATION * LEAST_DEVIATION;
  }
}
