package io.storelens.report.query;

import io.storelens.report.period.BadParameterException;
import io.storelens.report.period.Comparison;
import io.storelens.report.period.Period;
import io.storelens.report.place.PlaceFilter;
import java.util.Optional;

/**
 * What a report is held against: another period of the same place, another place in the same
 * period, or nothing.
 *
 * @param period which other period
 * @param place which other place
 */
public record Against(Optional<Comparison> period, Optional<PlaceFilter> place) {
  /** Nothing. */
  public static final Against NOTHING = new Against(Optional.empty(), Optional.empty());

  /**
   * @throws BadParameterException if it is both
   */
  public Against {
    if (period.isPresent() && place.isPresent()) {
      throw new BadParameterException(
          "compare", "is another period; a place to compare with cannot be given too");
    }
  }

  /** Whether there is something to compare with. */
  boolean isSomething() {
    return period.isPresent() || place.isPresent();
  }

  /** The period to compare with, where the report is about {@code own}. */
  Period periodFor(Period own) {
    return period.map(comparison -> comparison.of(own)).orElse(own);
  }

  /** The place to compare with, where the report is about {@code own}. */
  PlaceFilter placeFor(PlaceFilter own) {
    return place.orElse(own);
  }
}
