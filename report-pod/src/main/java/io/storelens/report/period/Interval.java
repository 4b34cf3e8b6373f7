package io.storelens.report.period;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** The length of a point in a series. */
public enum Interval {
  HOUR("hour"),
  DAY("day"),
  /** From Monday (ISO 8601). */
  WEEK("week"),
  MONTH("month"),
  /** From January. */
  YEAR("year");

  private static final int MOST_DAYS_BY_HOUR = 31;

  private final String code;

  Interval(String code) {
    this.code = code;
  }

  /** The word that the API uses. */
  public String code() {
    return code;
  }

  /** What gives a chart of {@code period} some 10 to 100 points. */
  public static Interval suiting(Period period) {
    if (period.days() <= 2) {
      return HOUR;
    }
    if (period.days() <= 92) {
      return DAY;
    }
    return period.days() <= 732 ? WEEK : MONTH;
  }

  /**
   * Makes sure that a series of {@code period} does not become too long.
   *
   * @throws BadParameterException if this is {@link #HOUR} and the period is over 31 days
   */
  public void verify(Period period) {
    if (this == HOUR && period.days() > MOST_DAYS_BY_HOUR) {
      throw new BadParameterException(
          "interval",
          "'hour' is for at most "
              + MOST_DAYS_BY_HOUR
              + " days, not "
              + period.days()
              + "; ask for 'day', 'week', 'month' or 'year'");
    }
  }

  /** The first day of the day, week, month or year that {@code day} lies in. */
  public LocalDate startOf(LocalDate day) {
    return switch (this) {
      case HOUR, DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
      case YEAR -> day.withDayOfYear(1);
    };
  }

  /** The first day of the day, week, month or year after the one that {@code day} lies in. */
  public LocalDate startAfter(LocalDate day) {
    return switch (this) {
      case HOUR, DAY -> day.plusDays(1);
      case WEEK -> startOf(day).plusWeeks(1);
      case MONTH -> startOf(day).plusMonths(1);
      case YEAR -> startOf(day).plusYears(1);
    };
  }
}
