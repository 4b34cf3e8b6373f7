package io.storelens.ingest.handover;

import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of one analyzer, and how much it is given: a window of requests that grows by one
 * with each photo it takes and is halved when it does not. While it takes nothing it is asked ever
 * more rarely, with one request. So an analyzer that is dead, full or cut off from its database
 * costs little, and when all are, the hand-over as a whole slows down.
 *
 * <p>Confined to one event loop.
 */
final class Analyzer {
  private static final Logger LOGGER = LoggerFactory.getLogger(Analyzer.class);
  // One that is full for a moment is no news.
  private static final int NOTABLE_FAILURES = 3;
  private static final Duration LONGEST_ADVICE = Duration.ofMinutes(5);
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(30));

  private final SocketAddress address;
  private final int largestWindow;
  private int window;
  private int inFlight;
  private int failures;
  private long notBefore;

  Analyzer(SocketAddress address, int largestWindow, long now) {
    this.address = address;
    this.largestWindow = largestWindow;
    this.window = largestWindow;
    this.notBefore = now;
  }

  SocketAddress address() {
    return address;
  }

  int inFlight() {
    return inFlight;
  }

  /** Whether it may be given one more request at {@code now}, {@link System#nanoTime}. */
  boolean isOpen(long now) {
    return now - notBefore >= 0 && inFlight < window;
  }

  /** When it may be asked again, if it has room; {@link System#nanoTime}. */
  long notBefore() {
    return notBefore;
  }

  /**
   * Counts a request.
   *
   * @return a mark to be given back with the answer
   */
  int begin() {
    inFlight++;
    return failures;
  }

  /** The request was not sent after all. */
  void cancelled() {
    inFlight--;
  }

  /** It took the photo, or told that nobody can. */
  void accepted() {
    inFlight--;
    if (failures >= NOTABLE_FAILURES) {
      LOGGER.atInfo().addKeyValue("analyzer", address).log("analyzer takes photos again");
    }
    failures = 0;
    window = Math.min(largestWindow, window + 1);
  }

  /**
   * It did not take the photo.
   *
   * @param mark what {@link #begin} gave: requests that were under way together fail together, and
   *     count as one failure
   */
  void declined(int mark, Answer answer, long now) {
    inFlight--;
    if (mark != failures) {
      return;
    }
    failures++;
    if (failures == NOTABLE_FAILURES) {
      LOGGER
          .atWarn()
          .addKeyValue("analyzer", address)
          .addKeyValue("status", answer.status())
          .addKeyValue("reason", answer.body())
          .log("analyzer takes nothing");
    }
    window = Math.max(1, window / 2);
    var wait =
        answer
            .retryAfter()
            .map(asked -> asked.compareTo(LONGEST_ADVICE) < 0 ? asked : LONGEST_ADVICE)
            .orElseGet(() -> BACKOFF.after(failures));
    notBefore = now + wait.toNanos();
  }
}
