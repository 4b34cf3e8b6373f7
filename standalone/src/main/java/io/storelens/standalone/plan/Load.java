package io.storelens.standalone.plan;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * The photos of a chain.
 *
 * @param stores stores by time zone
 * @param customers customers a store and day; each is one photo
 * @param opens when stores open, local time
 * @param closes when they close, local time, on the same day
 */
record Load(Map<ZoneId, Integer> stores, int customers, LocalTime opens, LocalTime closes) {
  private static final int SECONDS_OF_DAY = 86_400;
  private static final int DAYS_OF_YEAR = 365;

  /** A day whose zones are on summer or winter time as on most days of the year. */
  private static final Instant DAY = Instant.parse("2026-07-15T00:00:00Z");

  Load {
    stores = Map.copyOf(stores);
    if (!opens.isBefore(closes)) {
      throw new IllegalArgumentException("stores must open before they close");
    }
  }

  int storeCount() {
    return stores.values().stream().mapToInt(Integer::intValue).sum();
  }

  long photosADay() {
    return (long) storeCount() * customers;
  }

  long photosAMonth() {
    return photosADay() * DAYS_OF_YEAR / 12;
  }

  long photosAYear() {
    return photosADay() * DAYS_OF_YEAR;
  }

  /** Photos a second over day and night. */
  double mean() {
    return (double) photosADay() / SECONDS_OF_DAY;
  }

  /** Photos a second of one store while it is open. */
  double ofOpenStore() {
    return (double) customers / ChronoUnit.SECONDS.between(opens, closes);
  }

  /** Photos a second at the time of day at which most stores are open. */
  double worst() {
    int most = 0;
    for (int quarter = 0; quarter < 96; quarter++) {
      var instant = DAY.plus(15L * quarter, ChronoUnit.MINUTES);
      int open = 0;
      for (var zone : stores.entrySet()) {
        var local = instant.atZone(zone.getKey()).toLocalTime();
        open += !local.isBefore(opens) && local.isBefore(closes) ? zone.getValue() : 0;
      }
      most = Math.max(most, open);
    }
    return most * ofOpenStore();
  }

  /** {@code stores} spread evenly around the world. */
  static Map<ZoneId, Integer> aroundTheWorld(int stores) {
    var spread = new HashMap<ZoneId, Integer>();
    for (int i = 0; i < stores; i++) {
      spread.merge(ZoneOffset.ofHours(i % 24 - 11), 1, Integer::sum);
    }
    return spread;
  }
}
