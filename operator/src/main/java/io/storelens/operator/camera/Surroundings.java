package io.storelens.operator.camera;

import io.storelens.contract.store.WorkingHours;
import io.storelens.operator.store.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the store of a camera says of it at one moment.
 *
 * @param isOpen whether the store is open
 * @param since when it opened or closed last; empty where it never did
 * @param patience how long an open store's camera may be silent
 */
record Surroundings(boolean isOpen, Optional<Instant> since, Duration patience) {
  private static final Duration USUAL_PATIENCE = Duration.ofHours(1);
  private static final Duration LEAST_PATIENCE = Duration.ofMinutes(30);

  /** Ten times the usual gap between customers: by chance it occurs once in 22,000 gaps. */
  private static final int GAPS = 10;

  /**
   * @param customersADay customers expected at one camera; empty where nothing is expected
   */
  static Surroundings at(Instant now, WorkingHours hours, Optional<Double> customersADay) {
    var schedule = new Schedule(hours);
    return new Surroundings(
        schedule.isOpen(now),
        schedule.lastChange(now),
        customersADay
            .map(customers -> patience(customers, schedule.openMinutesADay()))
            .orElse(USUAL_PATIENCE));
  }

  private static Duration patience(double customers, int minutes) {
    var wanted = Duration.ofMinutes(Math.round(GAPS * minutes / customers));
    return wanted.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : wanted;
  }
}
