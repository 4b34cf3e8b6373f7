package io.storelens.analyzer.provider.local;

import io.storelens.analyzer.photo.RgbImage;
import java.util.Arrays;

/**
 * Draws the square around a face, not turned, as planes of red, green and blue from 0 to 255. First
 * the columns of all rows, then the rows: a fraction of the work of drawing pixel by pixel.
 */
final class UprightCrop {
  /** Pixels along a side. */
  static final int SIDE = 112;

  /** Pixels of a plane. */
  static final int PLANE = SIDE * SIDE;

  private static final int CHANNELS = RgbImage.CHANNELS;
  private static final int ROW = SIDE * CHANNELS;

  private final SampledAxis columns = new SampledAxis(SIDE);
  private final SampledAxis rows = new SampledAxis(SIDE);
  private final float[] planes = new float[CHANNELS * PLANE];
  private final float[] sum = new float[ROW];
  private float[] drawn = new float[0];

  /** Overwrites what was drawn. */
  void forget() {
    Arrays.fill(planes, 0);
    Arrays.fill(sum, 0);
    Arrays.fill(drawn, 0);
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
    int firstRow = rows.first(0);
    int count = rows.first(SIDE - 1) + rows.taps() - firstRow;
    if (drawn.length < count * ROW) {
      drawn = new float[count * ROW];
    }
    for (int row = 0; row < count; row++) {
      drawColumns(patch.pixels(), (firstRow + row) * patch.width() * CHANNELS, row * ROW);
    }
    for (int y = 0; y < SIDE; y++) {
      Arrays.fill(sum, 0);
      for (int tap = 0; tap < rows.taps(); tap++) {
        addRow((rows.first(y) + tap - firstRow) * ROW, rows.weight(y, tap));
      }
      for (int channel = 0; channel < CHANNELS; channel++) {
        System.arraycopy(sum, channel * SIDE, planes, channel * PLANE + y * SIDE, SIDE);
      }
    }
    return planes;
  }

  private void addRow(int from, float weight) {
    if (weight != 0) {
      for (int i = 0; i < ROW; i++) {
        sum[i] += weight * drawn[from + i];
      }
    }
  }

  private void drawColumns(byte[] pixels, int start, int to) {
    int taps = columns.taps();
    for (int x = 0; x < SIDE; x++) {
      int from = start + columns.first(x) * CHANNELS;
      float red = 0;
      float green = 0;
      float blue = 0;
      for (int tap = 0; tap < taps; tap++, from += CHANNELS) {
        float weight = columns.weight(x, tap);
        red += weight * (pixels[from] & 0xff);
        green += weight * (pixels[from + 1] & 0xff);
        blue += weight * (pixels[from + 2] & 0xff);
      }
      drawn[to + x] = red;
      drawn[to + SIDE + x] = green;
      drawn[to + 2 * SIDE + x] = blue;
    }
  }
}
