package io.storelens.contract.face;

/** The gender a face was taken for. The order is the order of the database's arrays. */
public enum Gender {
  FEMALE("female"),
  MALE("male"),
  /** The models disagree, or are not sure enough. */
  UNKNOWN("unknown");

  private final String code;

  Gender(String code) {
    this.code = code;
  }

  /** The word that APIs use. */
  public String code() {
    return code;
  }
}
