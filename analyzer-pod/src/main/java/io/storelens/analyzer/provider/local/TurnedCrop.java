package io.storelens.analyzer.provider.local;

import io.storelens.analyzer.photo.RgbImage;

/**
 * Draws a crop that is turned against its image: linear interpolation, at several places a pixel
 * where the crop is the smaller one. What lies outside the image counts as black. Places are
 * counted in 65536ths of a pixel: whole numbers are faster to split than floating ones.
 */
final class TurnedCrop {
  private static final int ONE_BITS = 16;
  private static final int ONE = 1 << ONE_BITS;
  private static final float PART = 1f / ONE;

  /** Places are this far apart at most, in pixels: interpolation reaches one pixel to each side. */
  private static final double FARTHEST = 1.25;

  private static final int CHANNELS = RgbImage.CHANNELS;

  private final int size;
  private final int samples;
  private final int stepX;
  private final int stepY;
  private final int startX;
  private final int startY;

  /**
   * @param size pixels along the crop's sides
   */
  TurnedCrop(Placement placement, int size) {
    this.size = size;
    this.samples = Math.max(1, (int) Math.ceil(placement.step() / FARTHEST));
    this.stepX = (int) Math.round(placement.a() * ONE / samples);
    this.stepY = (int) Math.round(placement.b() * ONE / samples);
    double first = 0.5 / samples - 0.5;
    this.startX =
        (int) Math.round((placement.a() * first - placement.b() * first + placement.x()) * ONE);
    this.startY =
        (int) Math.round((placement.b() * first + placement.a() * first + placement.y()) * ONE);
  }

  /** Draws the patch's colours into planes of red, green and blue, from 0 to 255. */
  void drawColours(FacePatch patch, float[] planes) {
    float[] pixels = patch.samples();
    int width = patch.width();
    int lastX = width - 1;
    int lastY = patch.height() - 1;
    int plane = size * size;
    float share = 1f / (samples * samples);
    for (int v = 0, to = 0; v < size; v++) {
      for (int u = 0; u < size; u++, to++) {
        float red = 0;
        float green = 0;
        float blue = 0;
        for (int down = 0; down < samples; down++) {
          int placeX = placeX(u, v, down);
          int placeY = placeY(u, v, down);
          for (int along = 0; along < samples; along++, placeX += stepX, placeY += stepY) {
            int x = placeX >> ONE_BITS;
            int y = placeY >> ONE_BITS;
            if (x < 0 || y < 0 || x >= lastX || y >= lastY) {
              continue;
            }
            float right = (placeX & (ONE - 1)) * PART;
            float low = (placeY & (ONE - 1)) * PART;
            int p = (y * width + x) * CHANNELS;
            int q = p + width * CHANNELS;
            red += between(pixels, p, q, right, low);
            green += between(pixels, p + 1, q + 1, right, low);
            blue += between(pixels, p + 2, q + 2, right, low);
          }
        }
        planes[to] = red * share;
        planes[plane + to] = green * share;
        planes[2 * plane + to] = blue * share;
      }
    }
  }

  /**
   * Draws the patch's greys, from 0 to 255.
   *
   * @param grey the patch's {@link FacePatch#grey}
   */
  void drawGreys(FacePatch patch, float[] grey, float[] target) {
    int width = patch.width();
    int lastX = width - 1;
    int lastY = patch.height() - 1;
    float share = 1f / (samples * samples);
    for (int v = 0, to = 0; v < size; v++) {
      for (int u = 0; u < size; u++, to++) {
        float sum = 0;
        for (int down = 0; down < samples; down++) {
          int placeX = placeX(u, v, down);
          int placeY = placeY(u, v, down);
          for (int along = 0; along < samples; along++, placeX += stepX, placeY += stepY) {
            int x = placeX >> ONE_BITS;
            int y = placeY >> ONE_BITS;
            if (x < 0 || y < 0 || x >= lastX || y >= lastY) {
              continue;
            }
            int p = y * width + x;
            int q = p + width;
            float right = (placeX & (ONE - 1)) * PART;
            float upper = grey[p] + right * (grey[p + 1] - grey[p]);
            float lower = grey[q] + right * (grey[q + 1] - grey[q]);
            sum += upper + (placeY & (ONE - 1)) * PART * (lower - upper);
          }
        }
        target[to] = sum * share;
      }
    }
  }

  private int placeX(int u, int v, int down) {
    return startX + stepX * samples * u - stepY * (samples * v + down);
  }

  private int placeY(int u, int v, int down) {
    return startY + stepY * samples * u + stepX * (samples * v + down);
  }

  /**
   * The value between a channel's values at {@code p} and {@code q}, below it, and their right
   * ones.
   */
  private static float between(float[] values, int p, int q, float right, float low) {
    float upper = values[p] + right * (values[p + CHANNELS] - values[p]);
    float lower = values[q] + right * (values[q + CHANNELS] - values[q]);
    return upper + low * (lower - upper);
  }
}
