package io.storelens.e2e.cluster;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** A store whose hours depend on the time of the test. */
final class Openings {
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");
  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

  private Openings() {}

  /**
   * The YAML of a store that opens soon, on every day, for half an hour or more.
   *
   * @param until how long until it opens; where that is after midnight, it is open since midnight
   * @param customers expected on a day
   */
  static String store(String name, String region, Duration until, int customers) {
    var opens = ZonedDateTime.now(ZONE).plus(until);
    var late = LocalTime.of(23, 29);
    var from = opens.toLocalTime().isAfter(late) ? LocalTime.MIDNIGHT : opens.toLocalTime();
    return """
    apiVersion: storelens.io/v1alpha1
    kind: Store
    metadata: {name: %s}
    spec:
      region: %s
      country: FR
      city: Paris
      displayName: %s
      timeZone: %s
      expectedCustomersPerDay: %d
      workingHours:
        - {days: [Mon, Tue, Wed, Thu, Fri, Sat, Sun], opens: "%s", closes: "24:00"}
    """
        .formatted(name, region, name, ZONE, customers, MINUTES.format(from));
  }
}
