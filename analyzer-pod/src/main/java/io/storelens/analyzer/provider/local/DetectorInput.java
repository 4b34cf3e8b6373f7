package io.storelens.analyzer.provider.local;

import io.storelens.analyzer.photo.RgbImage;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Scales an image down to what the detector takes: planes of blue, green and red from 0 to 255, at
 * the upper left of an area whose sides are multiples of 32, zero elsewhere. Each pixel is the mean
 * of the area it covers; an image that is small enough is left at its size.
 */
final class DetectorInput {
  /** The detector's coarsest grid. */
  private static final int GRID = 32;

  private static final int CHANNELS = RgbImage.CHANNELS;

  private int imageWidth;
  private int imageHeight;
  private int longSide;
  private double scale;
  private int width;
  private int height;
  private AreaAxis columns;
  private AreaAxis rows;
  private float[] row = new float[0];
  private float[] sum = new float[0];

  /** Pixels of the input per pixel of the image, 1 or less. */
  double scale() {
    return scale;
  }

  /** Columns of the area, a multiple of 32. */
  int width() {
    return width;
  }

  /** Rows of the area, a multiple of 32. */
  int height() {
    return height;
  }

  /**
   * Fills {@code target} with {@code image}, scaled so that its longer side is {@code side} at
   * most.
   */
  void fill(RgbImage image, int side, FloatBuffer target) {
    if (image.width() != imageWidth || image.height() != imageHeight || side != longSide) {
      layOut(image, side);
      clear(target);
    }
    int factor = columns.wholeFactor();
    if (factor > 0 && factor == rows.wholeFactor()) {
      average(image.pixels(), factor, target);
    } else {
      scale(image.pixels(), target);
    }
  }

  private void scale(byte[] pixels, FloatBuffer target) {
    int lastRow = -1;
    for (int y = 0; y < rows.size(); y++) {
      Arrays.fill(sum, 0);
      for (int tap = 0; tap < rows.taps(); tap++) {
        float weight = rows.weight(y, tap);
        int from = rows.first(y) + tap;
        if (weight == 0) {
          continue;
        }
        if (from != lastRow) {
          scaleRow(pixels, from * imageWidth * CHANNELS);
          lastRow = from;
        }
        for (int i = 0; i < sum.length; i++) {
          sum[i] += weight * row[i];
        }
      }
      put(y, target);
    }
  }

  /**
   * Whole blocks of pixels, as photos of the usual sizes give: sums of whole numbers are faster.
   */
  private void average(byte[] pixels, int factor, FloatBuffer target) {
    int size = columns.size();
    int bytes = imageWidth * CHANNELS;
    float share = 1f / (factor * factor);
    for (int y = 0; y < rows.size(); y++) {
      for (int x = 0, block = y * factor * bytes; x < size; x++, block += factor * CHANNELS) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int down = 0, start = block; down < factor; down++, start += bytes) {
          for (int from = start; from < start + factor * CHANNELS; from += CHANNELS) {
            red += pixels[from] & 0xff;
            green += pixels[from + 1] & 0xff;
            blue += pixels[from + 2] & 0xff;
          }
        }
        sum[x] = blue * share;
        sum[size + x] = green * share;
        sum[2 * size + x] = red * share;
      }
      put(y, target);
    }
  }

  private void put(int y, FloatBuffer target) {
    int plane = width * height;
    for (int channel = 0; channel < CHANNELS; channel++) {
      target.put(channel * plane + y * width, sum, channel * columns.size(), columns.size());
    }
  }

  private void layOut(RgbImage image, int side) {
    imageWidth = image.width();
    imageHeight = image.height();
    longSide = side;
    scale = Math.min(1, (double) side / Math.max(imageWidth, imageHeight));
    columns = new AreaAxis(imageWidth, Math.max(1, (int) Math.round(imageWidth * scale)));
    rows = new AreaAxis(imageHeight, Math.max(1, (int) Math.round(imageHeight * scale)));
    width = (columns.size() + GRID - 1) / GRID * GRID;
    height = (rows.size() + GRID - 1) / GRID * GRID;
    row = new float[columns.size() * CHANNELS];
    sum = new float[columns.size() * CHANNELS];
  }

  private void clear(FloatBuffer target) {
    float[] zeros = new float[width];
    for (int i = 0; i < height * CHANNELS; i++) {
      target.put(i * width, zeros);
    }
  }

  /** One row of the image to planes of blue, green and red in {@link #row}. */
  private void scaleRow(byte[] pixels, int start) {
    int size = columns.size();
    int taps = columns.taps();
    for (int x = 0; x < size; x++) {
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
      row[x] = blue;
      row[size + x] = green;
      row[2 * size + x] = red;
    }
  }
}
