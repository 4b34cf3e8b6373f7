package io.storelens.analyzer.provider;

import java.util.Optional;

/**
 * A face of a photo. Sizes are in pixels of the photo, whatever it was scaled to.
 *
 * @param box where it is
 * @param eyeDistance pixels between the eyes
 * @param sharpness variance of the Laplacian of the face, drawn 112 pixels wide in 256 greys; below
 *     about 50 it is a blur
 * @param shortfall what it lacks to be a customer; empty when it lacks nothing
 * @param traits what was told of it; empty when it was not looked at closer
 */
public record Face(
    FaceBox box,
    double eyeDistance,
    double sharpness,
    Optional<Shortfall> shortfall,
    Optional<Traits> traits) {
  /** The same face with what was told of it. */
  public Face with(Traits told) {
    return new Face(box, eyeDistance, sharpness, shortfall, Optional.of(told));
  }
}
