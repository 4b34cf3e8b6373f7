package io.storelens.contract.face;

/** The mood a face shows. The order is the order of the database's arrays. */
public enum Mood {
  NEUTRAL("neutral"),
  HAPPINESS("happiness"),
  SADNESS("sadness"),
  ANGER("anger"),
  FEAR("fear"),
  DISGUST("disgust"),
  SURPRISE("surprise"),
  /** Not analysed, because the region's privacy policy says so. */
  UNKNOWN("unknown");

  private final String code;

  Mood(String code) {
    this.code = code;
  }

  /** The word that APIs use. */
  public String code() {
    return code;
  }
}
