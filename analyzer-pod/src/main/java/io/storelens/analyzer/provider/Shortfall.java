package io.storelens.analyzer.provider;

/** Why a face is no customer. Where several hold, the first is counted. */
public enum Shortfall {
  /** The box's shorter side is below the region's {@code minFaceSize}. */
  SIZE,
  /** The eyes are closer together than the region's {@code minEyeDistance}: far away, or turned. */
  EYE_DISTANCE,
  /** Out of focus or moved: gender, age and mood would be guesses. */
  SHARPNESS
}
