package io.storelens.analyzer.provider.local;

import io.storelens.analyzer.photo.RgbImage;
import java.util.Arrays;

/**
 * Draws the square around a face, not turned, as planes of red, green and blue from 0 to 255. First
 * rows are joined, whole ones at once, then columns: a fraction of the work of drawing pixel by
 * pixel.
 */
final class UprightCrop {
  /** Pixels along a side. */
  static final int SIDE = 112;

  /** Pixels of a plane. */
  static final int PLANE = SIDE * SIDE;

  private static final int CHANNELS = RgbImage.CHANNELS;

  private final SampledAxis columns = new SampledAxis(SIDE);
  private final SampledAxis rows = new SampledAxis(SIDE);
  private final float[] planes = new float[CHANNELS * PLANE];
  private float[] joined = new float[0];

  /** Overwrites what was drawn. */
  void forget() {
    Arrays.fill(planes, 0);
    Arrays.fill(joined, 0);
  }

  /**
   * Draws the square whose side is {@code margin} times the longer side of the face's box.
   *
   * @return the planes; overwritten by the next call
   */
  float[] draw(FacePatch patch, double margin) {
    var face = patch.face();
    double step = face.longerSide() * margin / SIDE;
    columns.layOver(step, face.centreX() - step * SIDE / 2, patch.width());
    rows.layOver(step, face.centreY() - step * SIDE / 2, patch.height());
    int firstColumn = columns.first(0);
    int width = Math.min(patch.width(), columns.first(SIDE - 1) + SampledAxis.TAPS) - firstColumn;
    if (joined.length < (width + SampledAxis.TAPS) * CHANNELS) {
      joined = new float[(width + SampledAxis.TAPS) * CHANNELS];
    }
    float[] samples = patch.samples();
    for (int y = 0; y < SIDE; y++) {
      Arrays.fill(joined, 0, width * CHANNELS, 0);
      for (int tap = 0; tap < SampledAxis.TAPS; tap++) {
        int from = ((rows.first(y) + tap) * patch.width() + firstColumn) * CHANNELS;
        addRow(samples, from, rows.weight(y, tap), width * CHANNELS);
      }
      joinColumns(firstColumn, y * SIDE);
    }
    return planes;
  }

  private void addRow(float[] samples, int from, float weight, int count) {
    if (weight != 0) {
      for (int i = 0; i < count; i++) {
        joined[i] += weight * samples[from + i];
      }
    }
  }

  /** Without a loop over the pixels that are joined: half the time. */
  private void joinColumns(int firstColumn, int to) {
    float[] line = joined;
    for (int x = 0; x < SIDE; x++) {
      int from = (columns.first(x) - firstColumn) * CHANNELS;
      float first = columns.weight(x, 0);
      float second = columns.weight(x, 1);
      float third = columns.weight(x, 2);
      float fourth = columns.weight(x, 3);
      planes[to + x] =
          first * line[from]
              + second * line[from + 3]
              + third * line[from + 6]
              + fourth * line[from + 9];
      planes[PLANE + to + x] =
          first * line[from + 1]
              + second * line[from + 4]
              + third * line[from + 7]
              + fourth * line[from + 10];
      planes[2 * PLANE + to + x] =
          first * line[from + 2]
              + second * line[from + 5]
              + third * line[from + 8]
              + fourth * line[from + 11];
    }
  }
}
