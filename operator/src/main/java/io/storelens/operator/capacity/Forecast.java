package io.storelens.operator.capacity;

import java.time.Instant;
import java.util.Optional;

/**
 * How many analyzers are needed before load shows it.
 *
 * @param minReplicas fewest pods now
 * @param reason why, in words
 * @param next when that changes; empty if it does not within eight days
 */
public record Forecast(int minReplicas, String reason, Optional<Change> next) {
  /**
   * A change to come.
   *
   * @param at when
   * @param minReplicas fewest pods from then on
   */
  public record Change(Instant at, int minReplicas) {}
}
