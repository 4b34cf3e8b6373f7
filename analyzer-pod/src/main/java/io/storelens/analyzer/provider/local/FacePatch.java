package io.storelens.analyzer.provider.local;

import io.storelens.analyzer.photo.RgbImage;
import java.util.Arrays;

/**
 * The surroundings of one face, reduced by a whole factor so that crops of any size can be drawn
 * from it without aliasing, and without reading a large face's pixels several times. Its arrays are
 * used again for each face.
 */
final class FacePatch {
  /** Sides of the face that the patch reaches to each direction from the face's centre. */
  private static final double REACH = 0.85;

  /** A face's longer side is reduced to this many pixels at least, and to less than twice it. */
  private static final int FACE_SIDE = 96;

  private static final int CHANNELS = RgbImage.CHANNELS;

  /** From this on a crop has so few pixels that those of the patch can be joined first. */
  private static final double HALF_WILL_DO = 2;

  /** Rows from the top, three bytes a pixel. */
  private byte[] pixels = new byte[0];

  private float[] samples = new float[0];
  private float[] grey = new float[0];
  private int[] sums = new int[0];
  private int width;
  private int height;
  private DetectedFace face;
  private FacePatch half;
  private boolean samplesAreDrawn;
  private boolean halfIsDrawn;

  /** Cuts the surroundings of {@code source} out of {@code image}. */
  void cut(RgbImage image, DetectedFace source) {
    double side = source.longerSide();
    int factor = Math.max(1, (int) (side / FACE_SIDE));
    int left = clamp((int) (source.centreX() - REACH * side), image.width());
    int top = clamp((int) (source.centreY() - REACH * side), image.height());
    width = Math.min(image.width() - left, (int) (2 * REACH * side)) / factor;
    height = Math.min(image.height() - top, (int) (2 * REACH * side)) / factor;
    begin();
    if (factor == 1) {
      copy(image, left, top);
    } else {
      average(image, left, top, factor);
    }
    face = within(source, left, top, factor);
  }

  /** Makes room for as many pixels as there will be, and nothing is drawn from them yet. */
  private void begin() {
    if (pixels.length < width * height * CHANNELS) {
      pixels = new byte[width * height * CHANNELS];
      grey = new float[width * height];
      samples = new float[width * height * CHANNELS];
    }
    samplesAreDrawn = false;
    halfIsDrawn = false;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The face in the patch's own pixels. */
  DetectedFace face() {
    return face;
  }

  /** Rows from the top, three values a pixel from 0 to 255: whole rows of floats are added fast. */
  float[] samples() {
    if (!samplesAreDrawn) {
      for (int i = 0; i < width * height * CHANNELS; i++) {
        samples[i] = pixels[i] & 0xff;
      }
      samplesAreDrawn = true;
    }
    return samples;
  }

  /**
   * This patch, or one of half the sides where that suffices.
   *
   * @param step pixels of this patch per pixel of the crop that will be drawn
   */
  FacePatch forStep(double step) {
    if (step < HALF_WILL_DO || width < 2 || height < 2) {
      return this;
    }
    if (half == null) {
      half = new FacePatch();
    }
    if (!halfIsDrawn) {
      half.halve(this);
      halfIsDrawn = true;
    }
    return half;
  }

  /** Overwrites the pixels. */
  void forget() {
    Arrays.fill(pixels, (byte) 0);
    Arrays.fill(samples, 0);
    Arrays.fill(grey, 0);
    if (half != null) {
      half.forget();
    }
  }

  /** The patch in greys from 0 to 255 (ITU-R BT.601 weights). */
  float[] grey() {
    float[] colours = samples();
    for (int i = 0, from = 0; i < width * height; i++, from += CHANNELS) {
      grey[i] = 0.2989f * colours[from] + 0.587f * colours[from + 1] + 0.114f * colours[from + 2];
    }
    return grey;
  }

  private void halve(FacePatch other) {
    width = other.width / 2;
    height = other.height / 2;
    begin();
    int row = other.width * CHANNELS;
    for (int y = 0, to = 0; y < height; y++) {
      for (int x = 0, from = 2 * y * row; x < width; x++, from += 2 * CHANNELS, to += CHANNELS) {
        pixels[to] = mean(other.pixels, from, row);
        pixels[to + 1] = mean(other.pixels, from + 1, row);
        pixels[to + 2] = mean(other.pixels, from + 2, row);
      }
    }
    face = within(other.face, 0, 0, 2);
  }

  private static byte mean(byte[] pixels, int at, int row) {
    return (byte) ((FourPixels.sum(pixels, at, row) + 2) >> 2);
  }

  private static int clamp(int value, int limit) {
    return Math.max(0, Math.min(limit, value));
  }

  private void copy(RgbImage image, int left, int top) {
    for (int y = 0; y < height; y++) {
      System.arraycopy(
          image.pixels(),
          ((top + y) * image.width() + left) * CHANNELS,
          pixels,
          y * width * CHANNELS,
          width * CHANNELS);
    }
  }

  private void average(RgbImage image, int left, int top, int factor) {
    int samples = width * CHANNELS;
    if (sums.length < samples) {
      sums = new int[samples];
    }
    int half = factor * factor / 2;
    float share = 1f / (factor * factor);
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0, samples, 0);
      for (int row = 0; row < factor; row++) {
        addRow(
            image.pixels(), ((top + y * factor + row) * image.width() + left) * CHANNELS, factor);
      }
      for (int i = 0; i < samples; i++) {
        pixels[y * samples + i] = (byte) ((sums[i] + half) * share);
      }
    }
  }

  private void addRow(byte[] source, int start, int factor) {
    for (int x = 0, from = start, to = 0; x < width; x++, to += CHANNELS) {
      int red = 0;
      int green = 0;
      int blue = 0;
      for (int column = 0; column < factor; column++, from += CHANNELS) {
        red += source[from] & 0xff;
        green += source[from + 1] & 0xff;
        blue += source[from + 2] & 0xff;
      }
      sums[to] += red;
      sums[to + 1] += green;
      sums[to + 2] += blue;
    }
  }

  /** Points are pixel centres, which move by half a pixel when pixels are joined; edges do not. */
  private static DetectedFace within(DetectedFace source, int left, int top, int factor) {
    double shift = (factor - 1) / 2.0;
    double[] points = new double[DetectedFace.COORDINATES];
    for (int i = 0; i < points.length; i++) {
      points[i] = (source.points()[i] - (i % 2 == 0 ? left : top) - shift) / factor;
    }
    return new DetectedFace(
        (source.left() - left) / factor,
        (source.top() - top) / factor,
        (source.right() - left) / factor,
        (source.bottom() - top) / factor,
        source.score(),
        points);
  }
}
