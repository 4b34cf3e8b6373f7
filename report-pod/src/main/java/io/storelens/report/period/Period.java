package io.storelens.report.period;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Days of the stores' local calendars.
 *
 * @param from first day
 * @param to last day; not before {@code from}
 */
public record Period(LocalDate from, LocalDate to) {
  /**
   * @throws IllegalArgumentException if {@code from} is after {@code to}
   */
  public Period {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException(from + " is after " + to);
    }
  }

  /** How many days, both ends included. */
  public long days() {
    return ChronoUnit.DAYS.between(from, to) + 1;
  }

  /** From the earlier first day to the later last day of both. */
  public Period including(Period other) {
    return new Period(
        from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
  }

  /** The whole months in this period, as the days from the first's first to the last's last. */
  public Optional<Period> wholeMonths() {
    var first = from.getDayOfMonth() == 1 ? from : from.withDayOfMonth(1).plusMonths(1);
    var end = to.plusDays(1).withDayOfMonth(1);
    return first.isBefore(end)
        ? Optional.of(new Period(first, end.minusDays(1)))
        : Optional.empty();
  }

  /** What {@link #wholeMonths} leaves over: at most the days before them and those after. */
  public List<Period> restOfDays() {
    var months = wholeMonths();
    if (months.isEmpty()) {
      return List.of(this);
    }
    var rest = new ArrayList<Period>();
    if (from.isBefore(months.get().from())) {
      rest.add(new Period(from, months.get().from().minusDays(1)));
    }
    if (to.isAfter(months.get().to())) {
      rest.add(new Period(months.get().to().plusDays(1), to));
    }
    return rest;
  }
}
