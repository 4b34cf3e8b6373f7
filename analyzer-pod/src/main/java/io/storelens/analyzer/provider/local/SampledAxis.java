package io.storelens.analyzer.provider.local;

import java.util.Arrays;

/**
 * How the pixels along one side of an upright crop are drawn from the pixels along one side of an
 * image: linear interpolation, at several places a pixel where the crop is the smaller one. What
 * lies outside the image counts as black.
 */
final class SampledAxis {
  /** Pixels of the image that a pixel of the crop may be drawn from; some have no weight. */
  static final int TAPS = 4;

  /** Most pixels of the image per pixel of the crop. */
  private static final double MOST_STEP = 2;

  private final int size;
  private final int[] first;
  private final float[] weights;

  /**
   * @param size pixels along the crop's side
   */
  SampledAxis(int size) {
    this.size = size;
    this.first = new int[size];
    this.weights = new float[size * TAPS];
  }

  /**
   * Lays the crop over an image.
   *
   * @param step pixels of the image per pixel of the crop, 2 at most
   * @param offset where the crop's first pixel lies
   * @param length pixels along the image's side
   */
  void layOver(double step, double offset, int length) {
    if (step > MOST_STEP) {
      throw new IllegalArgumentException("the image has to be reduced first, for step " + step);
    }
    // So that no pixel in between is missed.
    int samples = step > 1 ? 2 : 1;
    Arrays.fill(weights, 0);
    for (int i = 0; i < size; i++) {
      int start = (int) Math.floor(offset + step * (i + 0.5 / samples - 0.5));
      first[i] = Math.max(0, Math.min(length - TAPS, start));
      for (int sample = 0; sample < samples; sample++) {
        double place = offset + step * (i + (sample + 0.5) / samples - 0.5);
        int pixel = (int) Math.floor(place);
        if (pixel >= 0 && pixel < length - 1) {
          int at = i * TAPS + pixel - first[i];
          double part = place - pixel;
          weights[at] += (float) ((1 - part) / samples);
          weights[at + 1] += (float) (part / samples);
        }
      }
    }
  }

  /** The first pixel of the image that pixel {@code i} of the crop is drawn from. */
  int first(int i) {
    return first[i];
  }

  /** The part of image pixel {@code first(i) + tap} in pixel {@code i} of the crop. */
  float weight(int i, int tap) {
    return weights[i * TAPS + tap];
  }
}
