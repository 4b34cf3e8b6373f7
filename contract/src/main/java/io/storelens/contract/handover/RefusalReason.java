package io.storelens.contract.handover;

/** Why a photo was refused. The code is what the database and the API show. */
public enum RefusalReason {
  /** Taken while the store is closed. */
  OUTSIDE_WORKING_HOURS("outsideWorkingHours"),
  /** Its camera is paused. */
  CAMERA_PAUSED("cameraPaused"),
  /** Not a JPEG: its first bytes say so, or the file holds no image. */
  NOT_A_PHOTO("notAPhoto"),
  /** More bytes than a photo may have. */
  TOO_LARGE("tooLarge"),
  /** More pixels than a photo may have, whatever its file size. */
  TOO_MANY_PIXELS("tooManyPixels"),
  /** A JPEG that no decoder can read. */
  UNDECODABLE("undecodable"),
  /** The camera's clock is off by more than its policy allows. */
  CLOCK_SKEW("clockSkew"),
  /** Left out because a provider's budget pays for a part of the photos. */
  NOT_SAMPLED("notSampled"),
  /**
   * No rule of its account says which camera it is from. Never part of a report: see decision 71.
   */
  UNKNOWN_CAMERA("unknownCamera");

  private final String code;

  RefusalReason(String code) {
    this.code = code;
  }

  /** The stable lowerCamelCase word for this reason. */
  public String code() {
    return code;
  }
}
