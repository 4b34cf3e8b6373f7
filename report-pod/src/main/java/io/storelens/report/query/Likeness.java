package io.storelens.report.query;

import io.storelens.report.coverage.Coverage;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether two figures may be held against each other: only where about as much was seen of both.
 *
 * @param comparable whether it was
 * @param remark why not, for people
 */
record Likeness(boolean comparable, Optional<String> remark) {
  /** Shares of hours, and numbers of hours, that differ by no more are taken as the same. */
  private static final double TOLERANCE = 0.05;

  /** Of figures with these coverages. */
  static Likeness of(Coverage one, Coverage other) {
    if (other.openHours() == 0 && one.openHours() == 0) {
      return new Likeness(true, Optional.empty());
    }
    if (Math.abs(one.share() - other.share()) > TOLERANCE) {
      return new Likeness(
          false,
          Optional.of(
              String.format(
                  Locale.ROOT,
                  "Photos came in %.0f %% of the open hours, against %.0f %%.",
                  100 * one.share(),
                  100 * other.share())));
    }
    long more = Math.max(one.openHours(), other.openHours());
    if (Math.abs(one.openHours() - other.openHours()) > TOLERANCE * more) {
      return new Likeness(
          false,
          Optional.of(
              String.format(
                  Locale.ROOT,
                  "Stores were open for %,d hours, against %,d.",
                  one.openHours(),
                  other.openHours())));
    }
    return new Likeness(true, Optional.empty());
  }

  /**
   * By what the customers of a covered hour differ, such as 0.12; null where nothing was covered,
   * or nobody came before. It holds a week that is not over against a whole one.
   */
  static Double changePerHour(long now, Coverage seen, long before, Coverage seenBefore) {
    if (before == 0 || seen.coveredHours() == 0 || seenBefore.coveredHours() == 0) {
      return null;
    }
    double rate = now / (double) seen.coveredHours();
    return rate / (before / (double) seenBefore.coveredHours()) - 1;
  }

  /** By what {@code now} differs from {@code before}, such as 0.12; null where that was none. */
  static Double change(long now, long before) {
    return before == 0 ? null : now / (double) before - 1;
  }
}
