package io.storelens.e2e.cluster;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Working hours that depend on the time of the test. */
final class Openings {
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");

  private Openings() {}

  /**
   * A patch by which a store opens soon, on every day, for half an hour or more.
   *
   * @param zone the store's time zone
   * @param until how long until it opens; where that is after midnight, it is open since midnight
   * @param customers expected on a day
   */
  static String soon(String zone, Duration until, int customers) {
    var opens = ZonedDateTime.now(ZoneId.of(zone)).plus(until);
    var late = LocalTime.of(23, 29);
    var from = opens.toLocalTime().isAfter(late) ? LocalTime.MIDNIGHT : opens.toLocalTime();
    return """
        {"spec": {"expectedCustomersPerDay": %d, "workingHours": [
          {"days": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], "opens": "%s", "closes": "24:00"}]}}
        """
        .formatted(customers, MINUTES.format(from));
  }
}
