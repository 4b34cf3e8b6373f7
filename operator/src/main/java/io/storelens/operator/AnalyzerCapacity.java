package io.storelens.operator;

import java.time.Duration;

/**
 * How the analyzers' number is foreseen.
 *
 * @param photosPerSecond photos that an analyzer of two cores analyses in a second; others do as
 *     many as their cores tell
 * @param peak how many times as many customers come in a busy minute as on average
 * @param lead how long before doors open the analyzers are there
 */
public record AnalyzerCapacity(double photosPerSecond, double peak, Duration lead) {
  /**
   * A pod of two cores does about 40 photos a second (docs/performance.md); ten minutes are enough
   * for new nodes.
   */
  public static final AnalyzerCapacity DEFAULT =
      new AnalyzerCapacity(40, 2, Duration.ofMinutes(10));
}
