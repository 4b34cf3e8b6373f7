package io.storelens.report.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down the guessing of passwords. After three failures from one address, a login has to wait
 * one second, then two, four and so on, up to a minute: also one with the right password, or the
 * wait would tell nothing. The last 10,000 addresses are remembered, each for ten minutes.
 */
public final class LoginThrottle {
  static final int FREE_FAILURES = 3;
  static final int MOST_ADDRESSES = 10_000;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration MEMORY = Duration.ofMinutes(10);

  private final Clock clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  /** A throttle on {@code clock}'s time. */
  public LoginThrottle(Clock clock) {
    this.clock = clock;
  }

  /** How long a login from {@code origin} has to wait; zero when it may be tried now. */
  public synchronized Duration pause(String origin) {
    var known = failures.get(origin);
    if (known == null) {
      return Duration.ZERO;
    }
    var now = clock.instant();
    if (now.isAfter(known.last().plus(MEMORY))) {
      failures.remove(origin);
      return Duration.ZERO;
    }
    var wait = Duration.between(now, known.last().plus(pause(known.count())));
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /** Counts a failed login from {@code origin}. */
  public synchronized void failed(String origin) {
    var known = failures.get(origin);
    failures.put(origin, new Failures(known == null ? 1 : known.count() + 1, clock.instant()));
  }

  /** Forgets the failures of {@code origin}, which has logged in. */
  public synchronized void succeeded(String origin) {
    failures.remove(origin);
  }

  private static Duration pause(int count) {
    if (count < FREE_FAILURES) {
      return Duration.ZERO;
    }
    var pause = Duration.ofSeconds(1L << Math.min(count - FREE_FAILURES, 10));
    return pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause;
  }

  private record Failures(int count, Instant last) {}
}
