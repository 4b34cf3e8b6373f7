package io.storelens.analyzer.result;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Where a photo was taken, as the database numbers it.
 *
 * @param cameraId the camera's number
 * @param storeId the store's number
 * @param zone the store's time zone
 */
record Place(int cameraId, int storeId, ZoneId zone) {
  /** The store's local day of {@code instant}. */
  LocalDate day(Instant instant) {
    return instant.atZone(zone).toLocalDate();
  }

  /**
   * The local hour of {@code instant}. Its {@link ZonedDateTime#toInstant()} is when it began: an
   * hour that the end of summer time repeats begins twice.
   */
  ZonedDateTime hour(Instant instant) {
    return instant.atZone(zone).truncatedTo(ChronoUnit.HOURS);
  }
}
