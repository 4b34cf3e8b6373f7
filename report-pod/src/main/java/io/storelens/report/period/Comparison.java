package io.storelens.report.period;

/** Which period a period is held against. */
public enum Comparison {
  /** The days before it, as many. */
  BEFORE("before"),
  /** The same weekdays of the year before: 52 weeks earlier. */
  LAST_YEAR("lastYear");

  private static final int WEEKS_OF_A_YEAR = 52;

  private final String code;

  Comparison(String code) {
    this.code = code;
  }

  /** The word that the API uses. */
  public String code() {
    return code;
  }

  /** What {@code period} is held against; as many days. */
  public Period of(Period period) {
    return switch (this) {
      case BEFORE -> {
        long days = period.days();
        yield new Period(period.from().minusDays(days), period.to().minusDays(days));
      }
      case LAST_YEAR ->
          new Period(
              period.from().minusWeeks(WEEKS_OF_A_YEAR), period.to().minusWeeks(WEEKS_OF_A_YEAR));
    };
  }
}
