package io.storelens.report.period;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The period a request asks for. Left out, it is the seven days that end today; with one end, it
 * reaches to today, or starts six days before.
 *
 * @param from first day
 * @param to last day
 */
public record PeriodRequest(Optional<LocalDate> from, Optional<LocalDate> to) {
  private static final int DEFAULT_DAYS = 7;
  private static final int MOST_YEARS = 5;

  /**
   * The period, where it is now {@code today}.
   *
   * @throws BadParameterException if it ends before it starts, or is longer than five years
   */
  public Period resolve(LocalDate today) {
    var last = to.orElse(today);
    var first = from.orElseGet(() -> last.minusDays(DEFAULT_DAYS - 1));
    if (first.isAfter(last)) {
      throw new BadParameterException(
          "from", "(" + first + ") must not be after to (" + last + ")");
    }
    if (!first.plusYears(MOST_YEARS).isAfter(last)) {
      throw new BadParameterException(
          "from",
          "(" + first + ") must be less than " + MOST_YEARS + " years before to (" + last + ")");
    }
    return new Period(first, last);
  }
}
