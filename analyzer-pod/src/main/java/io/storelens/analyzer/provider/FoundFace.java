package io.storelens.analyzer.provider;

/**
 * A face as a provider returns it, in pixels of the picture it was asked about.
 *
 * @param box where it is
 * @param points where its parts are
 * @param told what was told of it
 */
public record FoundFace(FaceBox box, FacePoints points, ToldTraits told) {
  /** The same face in a picture that is {@code factor} times as large. */
  public FoundFace times(double factor) {
    return new FoundFace(box.times(factor), points.times(factor), told);
  }

  /** The same face in a picture whose upper left corner is at {@code x}, {@code y} of this one. */
  public FoundFace from(double x, double y) {
    return new FoundFace(box.from(x, y), points.from(x, y), told);
  }
}
