package io.storelens.analyzer.provider.local;

/**
 * How the pixels along one side of an image become fewer: each new pixel is the mean of those that
 * it covers, by the part it covers.
 */
final class AreaAxis {
  private final int size;
  private final int taps;
  private final int[] first;
  private final float[] weights;

  /**
   * @param source pixels there are
   * @param size pixels there shall be, at most {@code source}
   */
  AreaAxis(int source, int size) {
    this.size = size;
    double step = (double) source / size;
    this.taps = Math.min(source, (int) Math.ceil(step) + 1);
    this.first = new int[size];
    this.weights = new float[size * taps];
    for (int i = 0; i < size; i++) {
      double begin = i * step;
      double end = Math.min(source, begin + step);
      first[i] = Math.min((int) (begin + 1e-9), source - taps);
      for (int tap = 0; tap < taps; tap++) {
        double covered =
            Math.min(end, first[i] + tap + 1.0) - Math.max(begin, (double) first[i] + tap);
        weights[i * taps + tap] = (float) Math.max(0, covered / (end - begin));
      }
    }
  }

  int size() {
    return size;
  }

  /** Pixels that a new pixel may cover; some have no weight. */
  int taps() {
    return taps;
  }

  /** The first pixel that new pixel {@code i} covers; {@code first(i) + taps()} are there. */
  int first(int i) {
    return first[i];
  }

  /** The part of pixel {@code first(i) + tap} in new pixel {@code i}. */
  float weight(int i, int tap) {
    return weights[i * taps + tap];
  }
}
