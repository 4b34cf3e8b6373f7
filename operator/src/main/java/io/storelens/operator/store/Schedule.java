package io.storelens.operator.store;

import io.storelens.contract.store.OpeningHours;
import io.storelens.contract.store.WorkingHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * When a store opens and closes, as instants. Clocks that are put forward or back are followed
 * exactly: what counts is {@link WorkingHours#isOpen}.
 */
public final class Schedule {
  /** A year of closed dates can follow one another. */
  private static final int LONGEST_DAYS = 400;

  private final WorkingHours hours;
  private final ZoneRules rules;

  public Schedule(WorkingHours hours) {
    this.hours = hours;
    this.rules = hours.zone().getRules();
  }

  /** Whether the store is open at {@code now}. */
  public boolean isOpen(Instant now) {
    return hours.isOpen(now);
  }

  /** When it next opens or closes after {@code now}; empty if it does neither within 400 days. */
  public Optional<Instant> nextChange(Instant now) {
    var today = today(now);
    for (int day = 0; day <= LONGEST_DAYS; day++) {
      for (Instant moment : moments(today.plusDays(day))) {
        if (moment.isAfter(now) && isChange(moment)) {
          return Optional.of(moment);
        }
      }
    }
    return Optional.empty();
  }

  /** When it last opened or closed, at or before {@code now}; empty if not within 400 days. */
  public Optional<Instant> lastChange(Instant now) {
    var today = today(now);
    for (int day = 0; day <= LONGEST_DAYS; day++) {
      for (Instant moment : moments(today.minusDays(day)).descendingSet()) {
        if (!moment.isAfter(now) && isChange(moment)) {
          return Optional.of(moment);
        }
      }
    }
    return Optional.empty();
  }

  /** Minutes that the store is open on an average day of the week, 0 to 1440. */
  public int openMinutesADay() {
    int week =
        hours.openings().stream()
            .mapToInt(
                opening ->
                    opening.days().size() * (minute(opening.closes()) - minute(opening.opens())))
            .sum();
    long days =
        hours.openings().stream().flatMap(opening -> opening.days().stream()).distinct().count();
    return days == 0 ? 0 : (int) (week / days);
  }

  /** The store's local date at {@code now}. */
  public LocalDate today(Instant now) {
    return LocalDate.ofInstant(now, hours.zone());
  }

  private boolean isChange(Instant moment) {
    return hours.isOpen(moment) != hours.isOpen(moment.minusMillis(1));
  }

  /** All moments of a day at which something may change. */
  private NavigableSet<Instant> moments(LocalDate day) {
    var moments = new TreeSet<Instant>();
    add(moments, day.atStartOfDay());
    for (OpeningHours opening : hours.openings()) {
      if (opening.days().contains(day.getDayOfWeek())) {
        add(moments, at(day, opening.opens()));
        add(moments, at(day, opening.closes()));
      }
    }
    var transition = rules.nextTransition(day.atStartOfDay().toInstant(ZoneOffset.MAX));
    if (transition != null && !transition.getDateTimeBefore().toLocalDate().isAfter(day)) {
      moments.add(transition.getInstant());
    }
    return moments;
  }

  /** A local time that occurs twice gives two moments, one that is left out the one of the jump. */
  private void add(Set<Instant> moments, LocalDateTime time) {
    var transition = rules.getTransition(time);
    if (transition != null && transition.isGap()) {
      moments.add(transition.getInstant());
    } else {
      rules.getValidOffsets(time).forEach(offset -> moments.add(time.toInstant(offset)));
    }
  }

  private static LocalDateTime at(LocalDate day, String time) {
    return time.equals("24:00")
        ? day.plusDays(1).atStartOfDay()
        : day.atTime(LocalTime.parse(time));
  }

  private static int minute(String time) {
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
  }
}
