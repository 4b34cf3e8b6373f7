package io.storelens.e2e.cluster;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** The time from a failure, or from its end, until all is well again. */
final class Recovery {
  private Recovery() {}

  /**
   * Waits until all is well; fails after {@code limit}. Tells how long it took.
   *
   * @param failure what happened, in words
   * @param isWell asked twice a second; what it throws means that all is not well yet
   */
  static void within(Duration limit, String failure, Callable<Boolean> isWell) {
    since(Instant.now(), limit, failure, isWell);
  }

  /** The same, counted from {@code since}. */
  static void since(Instant since, Duration limit, String failure, Callable<Boolean> isWell) {
    await("all is well after: " + failure)
        .atMost(limit.minus(Duration.between(since, Instant.now())))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .until(isWell);
    System.out.printf(
        "recovery: %s: %d s of at most %d s%n",
        failure, Duration.between(since, Instant.now()).toSeconds(), limit.toSeconds());
  }
}
