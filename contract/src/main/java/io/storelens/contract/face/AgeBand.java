package io.storelens.contract.face;

/** Ages that are reported together. The order is the order of the database's arrays. */
public enum AgeBand {
  TO_15("0-15", 0),
  FROM_16("16-24", 16),
  FROM_25("25-34", 25),
  FROM_35("35-44", 35),
  FROM_45("45-54", 45),
  FROM_55("55-64", 55),
  FROM_65("65+", 65);

  private final String code;
  private final int from;

  AgeBand(String code, int from) {
    this.code = code;
    this.from = from;
  }

  /** The band of an age in years; the age is rounded down, as people do. */
  public static AgeBand of(double years) {
    AgeBand found = TO_15;
    for (AgeBand band : values()) {
      if (years >= band.from) {
        found = band;
      }
    }
    return found;
  }

  /** The words that APIs use, such as {@code 25-34}. */
  public String code() {
    return code;
  }
}
