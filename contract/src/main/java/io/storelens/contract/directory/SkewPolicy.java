package io.storelens.contract.directory;

/** What to do with a photo whose camera clock differs from arrival by more than is allowed. */
public enum SkewPolicy {
  /** Believe the camera: for cameras that keep photos while their line is down. */
  USE_CAMERA,
  /** Believe the arrival: for cameras that upload at once and have bad clocks. */
  USE_ARRIVAL,
  /** Refuse the photo. */
  REFUSE
}
