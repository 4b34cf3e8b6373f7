package io.storelens.report.coverage;

import io.storelens.contract.store.WorkingHours;
import io.storelens.report.place.Store;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * The clock hours in which a store is open, if only for a minute, as far as they are over. An hour
 * that the clock repeats counts twice, one that it skips not at all, as in the roll-ups.
 */
final class OpenHours {
  static final int HOURS = 24;

  private static final int[] NONE = new int[HOURS];

  private final Calendar calendar;
  private final ZonedDateTime now;
  private final Map<DayOfWeek, int[]> usual = new EnumMap<>(DayOfWeek.class);

  /** Of stores with this calendar, where it is now {@code now}. */
  OpenHours(Calendar calendar, Instant now) {
    this.calendar = calendar;
    this.now = now.atZone(calendar.hours.zone());
  }

  /** How often each hour of {@code day} was open: 0, 1, or 2 where the clock went back. */
  int[] of(LocalDate day) {
    if (day.isAfter(now.toLocalDate()) || !calendar.isOpenOn(day)) {
      return NONE;
    }
    int[] usually = usual.computeIfAbsent(day.getDayOfWeek(), this::usualHours);
    if (!day.equals(now.toLocalDate()) && !clockChanges(day)) {
      return usually;
    }
    int[] counts = new int[HOURS];
    var zone = calendar.hours.zone();
    var end = day.plusDays(1).atStartOfDay(zone);
    for (var hour = day.atStartOfDay(zone); hour.isBefore(end); hour = hour.plusHours(1)) {
      if (usually[hour.getHour()] > 0 && !hour.plusHours(1).isAfter(now)) {
        counts[hour.truncatedTo(ChronoUnit.HOURS).getHour()]++;
      }
    }
    return counts;
  }

  /** All open hours of {@code day} that are over. */
  int count(LocalDate day) {
    return Arrays.stream(of(day)).sum();
  }

  /** Which share of the hours of {@code day} is over: 0 to 1; 0 where it is closed. */
  double share(LocalDate day) {
    int over = count(day);
    if (over == 0 || !day.equals(now.toLocalDate())) {
      return over == 0 ? 0 : 1;
    }
    return over / (double) Arrays.stream(usual.get(day.getDayOfWeek())).sum();
  }

  private boolean clockChanges(LocalDate day) {
    var zone = calendar.hours.zone();
    var rules = zone.getRules();
    return !rules
        .getOffset(day.atStartOfDay(zone).toInstant())
        .equals(rules.getOffset(day.plusDays(1).atStartOfDay(zone).toInstant()));
  }

  private int[] usualHours(DayOfWeek day) {
    int[] counts = new int[HOURS];
    for (int hour = 0; hour < HOURS; hour++) {
      counts[hour] = calendar.hours.isOpenIn(day, hour) ? 1 : 0;
    }
    return counts;
  }

  /**
   * What decides when a store is open. Most stores of a chain share theirs.
   *
   * @param hours by weekday, less closed dates
   * @param since first day on which photos are expected
   * @param until last one
   */
  record Calendar(WorkingHours hours, LocalDate since, LocalDate until) {
    /** Of {@code store}, for days from {@code first} on. */
    static Calendar of(Store store, LocalDate first) {
      return new Calendar(
          store.hours(),
          store.since().isBefore(first) ? first : store.since(),
          store.until().orElse(LocalDate.MAX));
    }

    private boolean isOpenOn(LocalDate day) {
      return !day.isBefore(since) && !day.isAfter(until) && !hours.closedDates().contains(day);
    }
  }
}
