package io.storelens.analyzer.provider;

/** Why a face is no customer. Where several hold, the first is counted. */
public enum Shortfall {
  /** The box's shorter side is below the region's {@code minFaceSize}. */
  SIZE,
  /** The eyes are closer together than the region's {@code minEyeDistance}: far away, or turned. */
  EYE_DISTANCE,
  /** Turned away, up or down so far that half of the face is not seen. */
  POSE,
  /** Nearly black, nearly white, or without contrast. */
  EXPOSURE,
  /** Out of focus or moved: gender, age and mood would be guesses. */
  SHARPNESS,
  /** The provider found it and told nothing of it. */
  UNTOLD
}
