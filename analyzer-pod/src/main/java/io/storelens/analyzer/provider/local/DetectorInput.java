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

  /** Joining whole pixels is so much faster that the input may be larger by this for it. */
  static final double TOLERANCE = 1.1;

  private static final int CHANNELS = RgbImage.CHANNELS;

  private int imageWidth;
  private int imageHeight;
  private int longSide;
  private int factor;
  private double scale;
  private int usedWidth;
  private int usedHeight;
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
   * Fills {@code target} with {@code image}, scaled so that its longer side is {@code side} or up
   * to a tenth more.
   */
  void fill(RgbImage image, int side, FloatBuffer target) {
    if (image.width() != imageWidth || image.height() != imageHeight || side != longSide) {
      layOut(image, side);
      clear(target);
    }
    if (factor > 0) {
      average(image.pixels(), target);
    } else {
      scale(image.pixels(), target);
    }
  }

  private void scale(byte[] pixels, FloatBuffer target) {
    int lastRow = -1;
    for (int y = 0; y < usedHeight; y++) {
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
  private void average(byte[] pixels, FloatBuffer target) {
    for (int y = 0; y < usedHeight; y++) {
      int start = y * factor * imageWidth * CHANNELS;
      if (factor == 2) {
        averagePairs(pixels, start);
      } else {
        averageBlocks(pixels, start);
      }
      put(y, target);
    }
  }

  private void averageBlocks(byte[] pixels, int start) {
    int bytes = imageWidth * CHANNELS;
    float share = 1f / (factor * factor);
    for (int x = 0, block = start; x < usedWidth; x++, block += factor * CHANNELS) {
      int red = 0;
      int green = 0;
      int blue = 0;
      for (int down = 0, line = block; down < factor; down++, line += bytes) {
        for (int from = line; from < line + factor * CHANNELS; from += CHANNELS) {
          red += pixels[from] & 0xff;
          green += pixels[from + 1] & 0xff;
          blue += pixels[from + 2] & 0xff;
        }
      }
      sum[x] = blue * share;
      sum[usedWidth + x] = green * share;
      sum[2 * usedWidth + x] = red * share;
    }
  }

  /** Two by two pixels, by far the most frequent. */
  private void averagePairs(byte[] pixels, int start) {
    int size = usedWidth;
    int bytes = imageWidth * CHANNELS;
    float[] planes = sum;
    for (int x = 0, from = start; x < size; x++, from += 2 * CHANNELS) {
      planes[x] = FourPixels.sum(pixels, from + 2, bytes) * 0.25f;
      planes[size + x] = FourPixels.sum(pixels, from + 1, bytes) * 0.25f;
      planes[2 * size + x] = FourPixels.sum(pixels, from, bytes) * 0.25f;
    }
  }

  private void put(int y, FloatBuffer target) {
    int plane = width * height;
    for (int channel = 0; channel < CHANNELS; channel++) {
      target.put(channel * plane + y * width, sum, channel * usedWidth, usedWidth);
    }
  }

  private void layOut(RgbImage image, int side) {
    imageWidth = image.width();
    imageHeight = image.height();
    longSide = side;
    factor = wholeFactor(image, side);
    scale = factor > 0 ? 1.0 / factor : (double) side / Math.max(imageWidth, imageHeight);
    if (factor > 0) {
      usedWidth = imageWidth / factor;
      usedHeight = imageHeight / factor;
    } else {
      usedWidth = Math.max(1, (int) Math.round(imageWidth * scale));
      usedHeight = Math.max(1, (int) Math.round(imageHeight * scale));
      columns = new AreaAxis(imageWidth, usedWidth);
      rows = new AreaAxis(imageHeight, usedHeight);
    }
    width = (usedWidth + GRID - 1) / GRID * GRID;
    height = (usedHeight + GRID - 1) / GRID * GRID;
    row = new float[usedWidth * CHANNELS];
    sum = new float[usedWidth * CHANNELS];
  }

  /**
   * How many pixels become one along a side, where a whole number comes near enough to {@code
   * side}; 0 where none does.
   */
  private static int wholeFactor(RgbImage image, int side) {
    int longer = Math.max(image.width(), image.height());
    int candidate = Math.max(1, longer / side);
    boolean nearEnough = (double) longer / candidate <= side * TOLERANCE;
    boolean leavesPixels = candidate <= Math.min(image.width(), image.height());
    return nearEnough && leavesPixels ? candidate : 0;
  }

  private void clear(FloatBuffer target) {
    float[] zeros = new float[width];
    for (int i = 0; i < height * CHANNELS; i++) {
      target.put(i * width, zeros);
    }
  }

  /** One row of the image to planes of blue, green and red in {@link #row}. */
  private void scaleRow(byte[] pixels, int start) {
    int size = usedWidth;
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
