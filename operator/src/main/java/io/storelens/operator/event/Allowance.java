package io.storelens.operator.event;

import java.time.Duration;
import java.time.Instant;

/**
 * How many Events may be written: a hundred at once, then one a second, so that a failure of a
 * whole region does not bury the API server under thousands.
 */
final class Allowance {
  private static final int MOST = 100;
  private static final Duration EACH = Duration.ofSeconds(1);

  private double left = MOST;
  private Instant last;

  Allowance(Instant now) {
    last = now;
  }

  /** Takes one, if there is one at {@code now}. */
  synchronized boolean take(Instant now) {
    double earned = (double) Duration.between(last, now).toMillis() / EACH.toMillis();
    left = Math.min(MOST, left + Math.max(0, earned));
    last = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
