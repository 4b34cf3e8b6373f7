package io.storelens.report.coverage;

import io.storelens.report.place.Store;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** For how long a camera has been silent while its store was open. */
public final class Silence {
  /** Longer silences are not counted on. */
  private static final int MOST_DAYS = 31;

  private Silence() {}

  /**
   * Open hours that began after {@code lastPhoto} and are over, 31 days back at most.
   *
   * @param store the camera's store
   * @param now when it is
   */
  public static int openHours(Store store, Instant lastPhoto, Instant now) {
    var last = LocalDateTime.ofInstant(lastPhoto, store.zone());
    var today = LocalDate.ofInstant(now, store.zone());
    var first = today.minusDays(MOST_DAYS);
    var day = last.toLocalDate().isBefore(first) ? first : last.toLocalDate();
    var hours = new OpenHours(OpenHours.Calendar.of(store, day), now);
    int silent = 0;
    for (; !day.isAfter(today); day = day.plusDays(1)) {
      int[] open = hours.of(day);
      for (int hour = 0; hour < open.length; hour++) {
        if (day.atTime(hour, 0).isAfter(last)) {
          silent += open[hour];
        }
      }
    }
    return silent;
  }
}
