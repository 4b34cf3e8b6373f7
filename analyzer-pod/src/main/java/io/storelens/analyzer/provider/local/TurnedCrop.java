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
    this.samples = SampledAxis.samples(placement.step());
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
    byte[] pixels = patch.pixels();
    int width = patch.width();
    int lastX = width - 1;
    int lastY = patch.height() - 1;
    int row = width * CHANNELS;
    int plane = size * size;
    float share = 1f / (samples * samples);
    for (int to = 0; to < plane; to++) {
      float red = 0;
      float green = 0;
      float blue = 0;
      int u = to % size * samples;
      int v = to / size * samples;
      for (int sample = 0; sample < samples * samples; sample++) {
        int su = u + sample % samples;
        int sv = v + sample / samples;
        int placeX = startX + stepX * su - stepY * sv;
        int placeY = startY + stepY * su + stepX * sv;
        int x = placeX >> ONE_BITS;
        int y = placeY >> ONE_BITS;
        if (x < 0 || y < 0 || x >= lastX || y >= lastY) {
          continue;
        }
        float right = (placeX & (ONE - 1)) * PART;
        float low = (placeY & (ONE - 1)) * PART;
        float upperLeft = (1 - right) * (1 - low);
        float upperRight = right * (1 - low);
        float lowerLeft = (1 - right) * low;
        float lowerRight = right * low;
        int p = (y * width + x) * CHANNELS;
        int q = p + row;
        red +=
            upperLeft * (pixels[p] & 0xff)
                + upperRight * (pixels[p + 3] & 0xff)
                + lowerLeft * (pixels[q] & 0xff)
                + lowerRight * (pixels[q + 3] & 0xff);
        green +=
            upperLeft * (pixels[p + 1] & 0xff)
                + upperRight * (pixels[p + 4] & 0xff)
                + lowerLeft * (pixels[q + 1] & 0xff)
                + lowerRight * (pixels[q + 4] & 0xff);
        blue +=
            upperLeft * (pixels[p + 2] & 0xff)
                + upperRight * (pixels[p + 5] & 0xff)
                + lowerLeft * (pixels[q + 2] & 0xff)
                + lowerRight * (pixels[q + 5] & 0xff);
      }
      planes[to] = red * share;
      planes[plane + to] = green * share;
      planes[2 * plane + to] = blue * share;
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
    for (int to = 0; to < size * size; to++) {
      float sum = 0;
      int u = to % size * samples;
      int v = to / size * samples;
      for (int sample = 0; sample < samples * samples; sample++) {
        int su = u + sample % samples;
        int sv = v + sample / samples;
        int placeX = startX + stepX * su - stepY * sv;
        int placeY = startY + stepY * su + stepX * sv;
        int x = placeX >> ONE_BITS;
        int y = placeY >> ONE_BITS;
        if (x < 0 || y < 0 || x >= lastX || y >= lastY) {
          continue;
        }
        float right = (placeX & (ONE - 1)) * PART;
        float low = (placeY & (ONE - 1)) * PART;
        int p = y * width + x;
        int q = p + width;
        float upper = grey[p] + right * (grey[p + 1] - grey[p]);
        float lower = grey[q] + right * (grey[q + 1] - grey[q]);
        sum += upper + low * (lower - upper);
      }
      target[to] = sum * share;
    }
  }
}
