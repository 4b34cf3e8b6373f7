package io.storelens.contract.store;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One span of opening, on some days of the week, in the store's local time.
 *
 * @param days the days it holds for; at least one
 * @param opens first open minute, {@code HH:mm} from 00:00 to 23:59
 * @param closes first closed minute, {@code HH:mm} from 00:01 to 24:00; after {@code opens}
 */
public record OpeningHours(Set<DayOfWeek> days, String opens, String closes) {
  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d|24:00");

  /**
   * @throws IllegalArgumentException if there is no day, a time is unreadable, or {@code closes} is
   *     not after {@code opens}
   */
  public OpeningHours {
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("days must name at least one day");
    }
    requireTime("opens", opens);
    requireTime("closes", closes);
    if (minuteOfDay(closes) <= minuteOfDay(opens)) {
      throw new IllegalArgumentException(
          "closes (" + closes + ") must be after opens (" + opens + ")");
    }
  }

  /** Whether {@code time} of a {@code day} lies in this span; the closing minute does not. */
  boolean contains(DayOfWeek day, LocalTime time) {
    int minute = time.getHour() * 60 + time.getMinute();
    return days.contains(day) && minute >= minuteOfDay(opens) && minute < minuteOfDay(closes);
  }

  /**
   * Whether it is open in some minute of the clock hour {@code hour}, 0 to 23, of a {@code day}.
   */
  boolean touches(DayOfWeek day, int hour) {
    return days.contains(day)
        && minuteOfDay(opens) < (hour + 1) * 60
        && minuteOfDay(closes) > hour * 60;
  }

  private static void requireTime(String field, String text) {
    if (!TIME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          field + "='" + text + "' is not a time from 00:00 to 24:00, such as 08:00");
    }
  }

  private static int minuteOfDay(String time) {
    return Integer.parseInt(time, 0, 2, 10) * 60 + Integer.parseInt(time, 3, 5, 10);
  }
}
