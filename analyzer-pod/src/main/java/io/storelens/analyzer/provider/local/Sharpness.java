package io.storelens.analyzer.provider.local;

/**
 * How sharp a face is: the variance of the Laplacian (four neighbours) of its crop in greys. Out of
 * focus or moved, a face has about 30; sharp faces have 70 and more.
 */
final class Sharpness {
  private final float[] grey = new float[UprightCrop.PLANE];

  /** Measures planes of red, green and blue that {@link UprightCrop} drew; 0 or more. */
  double of(float[] planes) {
    int plane = UprightCrop.PLANE;
    for (int i = 0; i < plane; i++) {
      grey[i] = 0.2989f * planes[i] + 0.587f * planes[plane + i] + 0.114f * planes[2 * plane + i];
    }
    int side = UprightCrop.SIDE;
    double sum = 0;
    double squares = 0;
    for (int y = 1; y < side - 1; y++) {
      float rowSum = 0;
      float rowSquares = 0;
      for (int i = y * side + 1; i < (y + 1) * side - 1; i++) {
        float laplacian = grey[i - 1] + grey[i + 1] + grey[i - side] + grey[i + side] - 4 * grey[i];
        rowSum += laplacian;
        rowSquares += laplacian * laplacian;
      }
      sum += rowSum;
      squares += rowSquares;
    }
    double count = (side - 2.0) * (side - 2.0);
    double mean = sum / count;
    return Math.max(0, squares / count - mean * mean);
  }
}
