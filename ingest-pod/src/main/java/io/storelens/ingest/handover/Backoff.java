package io.storelens.ingest.handover;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses that double with each failure, cut at a longest one, with a random part so that those who
 * failed together do not come back together.
 *
 * @param first pause after one failure, at most
 * @param longest pause however many there were, at most
 */
public record Backoff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 30;

  /**
   * The pause after {@code failures} in a row: from half of {@code first * 2^(failures - 1)} to all
   * of it, or the same of {@code longest} where that is less.
   *
   * @param failures at least 1
   */
  public Duration after(int failures) {
    int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
    long most = first.toMillis();
    for (int i = 0; i < doublings && most < longest.toMillis(); i++) {
      most *= 2;
    }
    most = Math.min(most, longest.toMillis());
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
  }
}
