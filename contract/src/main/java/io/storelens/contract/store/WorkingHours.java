package io.storelens.contract.store;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * When a store is open: spans by weekday in its own time zone, less the dates it is closed.
 *
 * @param zone the store's IANA time zone
 * @param openings spans of opening; a store without any is never open
 * @param closedDates local dates on which the store stays closed
 */
public record WorkingHours(ZoneId zone, List<OpeningHours> openings, Set<LocalDate> closedDates) {
  public WorkingHours {
    openings = List.copyOf(openings);
    closedDates = Set.copyOf(closedDates);
  }

  /** Whether the store is open at {@code instant}. The minute of closing is closed. */
  public boolean isOpen(Instant instant) {
    var local = instant.atZone(zone).toLocalDateTime();
    return !closedDates.contains(local.toLocalDate())
        && openings.stream()
            .anyMatch(opening -> opening.contains(local.getDayOfWeek(), local.toLocalTime()));
  }

  /**
   * Whether the store is open in some minute of a clock hour, closed dates left aside.
   *
   * @param hour 0 to 23, in the store's time
   */
  public boolean isOpenIn(DayOfWeek day, int hour) {
    return openings.stream().anyMatch(opening -> opening.touches(day, hour));
  }
}
