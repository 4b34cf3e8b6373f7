package io.storelens.ingest.ftp;

import io.storelens.contract.config.IngestLimits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Wrong passwords in a row, by user and address together: guessing is slowed down, then locked out,
 * and one camera with an old password does not lock out the others of its store, which share its
 * address. A name that is no camera's counts like one, so that locks do not tell which names are
 * known. Safe for use by many threads.
 */
final class FailedLogins {
  private static final int MOST_PAIRS = 20_000;
  private static final int LONGEST_NAME = 100;
  private static final Duration FIRST_DELAY = Duration.ofMillis(500);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(4);
  private static final Duration FIRST_LOCK = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 30;

  private final int most;
  private final Duration longestLock;
  private final LongSupplier nanoTime;
  // The one whose last failure is longest ago comes first, and is forgotten first.
  private final Map<Pair, Failures> pairs =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Failures> eldest) {
          return size() > MOST_PAIRS;
        }
      };

  FailedLogins(IngestLimits limits) {
    this(limits, System::nanoTime);
  }

  /** With another clock than the system's. */
  FailedLogins(IngestLimits limits, LongSupplier nanoTime) {
    this.most = limits.wrongPasswords();
    this.longestLock = limits.longestLock();
    this.nanoTime = nanoTime;
  }

  /**
   * Asks whether a password may be tried. Once locked, a pair gets one try at the end of each lock.
   *
   * @param account what the password is held against; when it has changed, the failures are
   *     forgotten. Empty for a name that is no camera's
   * @return how long the pair is still locked out; empty if it may try
   */
  synchronized Optional<Duration> locked(String username, Origin origin, String account) {
    var pair = pair(username, origin);
    var failures = pairs.get(pair);
    if (failures == null) {
      return Optional.empty();
    }
    long now = nanoTime.getAsLong();
    if (!failures.account.equals(account) || isForgotten(failures, now)) {
      pairs.remove(pair);
      return Optional.empty();
    }
    if (failures.count < most) {
      return Optional.empty();
    }
    var left = Duration.ofNanos(failures.since + lock(failures.count).toNanos() - now);
    if (left.isNegative() || left.isZero()) {
      failures.since = now; // those who come at the same moment wait for the next end
      return Optional.empty();
    }
    return Optional.of(left);
  }

  /**
   * Counts a wrong password, unless it is one of those that were counted last: a camera that has an
   * old one says it again and again and guesses nothing, and others may share its account.
   *
   * @param mark the same for the same password, and no other's
   * @return how long to wait before saying so
   */
  synchronized Duration failed(String username, Origin origin, String account, String mark) {
    var pair = pair(username, origin);
    var failures = pairs.remove(pair);
    if (failures == null) {
      failures = new Failures(account);
    }
    if (failures.isNew(mark, most)) {
      failures.count++;
    }
    failures.since = nanoTime.getAsLong();
    pairs.put(pair, failures);
    return doubled(FIRST_DELAY, failures.count - 1, LONGEST_DELAY);
  }

  /** The password was right. */
  synchronized void passed(String username, Origin origin) {
    pairs.remove(pair(username, origin));
  }

  /** How many pairs are remembered. */
  synchronized int remembered() {
    return pairs.size();
  }

  private boolean isForgotten(Failures failures, long now) {
    return now - failures.since > 2 * Math.max(longestLock.toNanos(), FIRST_LOCK.toNanos());
  }

  private Duration lock(int count) {
    return doubled(FIRST_LOCK, count - most, longestLock);
  }

  private static Duration doubled(Duration first, int times, Duration longest) {
    var duration = first;
    for (int i = 0; i < Math.min(times, MOST_DOUBLINGS); i++) {
      duration = duration.multipliedBy(2);
    }
    return duration.compareTo(longest) < 0 ? duration : longest;
  }

  /** Names are cut, so that long ones take no memory. */
  private static Pair pair(String username, Origin origin) {
    return new Pair(username.substring(0, Math.min(username.length(), LONGEST_NAME)), origin);
  }

  private record Pair(String username, Origin origin) {}

  private static final class Failures {
    private final String account;
    private final Set<String> marks = new LinkedHashSet<>();
    private int count;
    private long since;

    private Failures(String account) {
      this.account = account;
    }

    /** Keeps it in mind, with {@code most} at most. */
    private boolean isNew(String mark, int most) {
      boolean isNew = marks.add(mark);
      if (marks.size() > most) {
        marks.remove(marks.iterator().next());
      }
      return isNew;
    }
  }
}
