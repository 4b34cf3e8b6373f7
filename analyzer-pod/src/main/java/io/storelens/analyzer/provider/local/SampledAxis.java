package io.storelens.analyzer.provider.local;

import java.util.Arrays;

/**
 * How the pixels along one side of an upright crop are drawn from the pixels along one side of an
 * image: linear interpolation, at several places a pixel where the crop is the smaller one. What
 * lies outside the image counts as black.
 */
final class SampledAxis {
  /** Pixels that a pixel of a crop is drawn from where it covers two of them or fewer. */
  static final int USUAL_TAPS = 4;

  private static final int MOST_SAMPLES = 8;

  private final int size;
  private final int[] first;
  private float[] weights = new float[0];
  private int taps;

  /**
   * @param size pixels along the crop's side
   */
  SampledAxis(int size) {
    this.size = size;
    this.first = new int[size];
  }

  /**
   * Lays the crop over an image.
   *
   * @param step pixels of the image per pixel of the crop
   * @param offset where the crop's first pixel lies
   * @param length pixels along the image's side
   */
  void layOver(double step, double offset, int length) {
    int samples = samples(step);
    taps = Math.min(length, Math.max(USUAL_TAPS, (int) Math.ceil(step) + 2));
    if (weights.length < size * taps) {
      weights = new float[size * taps];
    }
    Arrays.fill(weights, 0, size * taps, 0);
    for (int i = 0; i < size; i++) {
      int start = (int) Math.floor(offset + step * (i + 0.5 / samples - 0.5));
      first[i] = Math.max(0, Math.min(length - taps, start));
      for (int sample = 0; sample < samples; sample++) {
        double place = offset + step * (i + (sample + 0.5) / samples - 0.5);
        int pixel = (int) Math.floor(place);
        if (pixel >= 0 && pixel < length - 1) {
          int at = i * taps + pixel - first[i];
          double part = place - pixel;
          weights[at] += (float) ((1 - part) / samples);
          weights[at + 1] += (float) (part / samples);
        }
      }
    }
  }

  /**
   * Places to look at for each pixel of a crop, along a side, so that none in between is missed.
   */
  static int samples(double step) {
    return step > 1 ? Math.min(MOST_SAMPLES, (int) Math.ceil(step)) : 1;
  }

  int taps() {
    return taps;
  }

  /** The first pixel of the image that pixel {@code i} of the crop is drawn from. */
  int first(int i) {
    return first[i];
  }

  /** The part of image pixel {@code first(i) + tap} in pixel {@code i} of the crop. */
  float weight(int i, int tap) {
    return weights[i * taps + tap];
  }
}
