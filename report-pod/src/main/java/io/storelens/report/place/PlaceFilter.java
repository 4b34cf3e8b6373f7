package io.storelens.report.place;

import java.util.Optional;
import java.util.StringJoiner;

/**
 * Which stores a report is about: those that match every name that is given; all where none is.
 *
 * @param region name of a region
 * @param city name of a city; cities of one name are one
 * @param store name of a store
 */
public record PlaceFilter(Optional<String> region, Optional<String> city, Optional<String> store) {
  /** Every store. */
  public static final PlaceFilter EVERYWHERE =
      new PlaceFilter(Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether {@code candidate} is one of the stores. */
  boolean matches(Store candidate) {
    return region.map(candidate.region()::equals).orElse(true)
        && city.map(candidate.city()::equals).orElse(true)
        && store.map(candidate.name()::equals).orElse(true);
  }

  /** Whether a region matches either with all of its stores or with none. */
  boolean isOfWholeRegions() {
    return city.isEmpty() && store.isEmpty();
  }

  /** Whether every store matches. */
  public boolean isEverywhere() {
    return equals(EVERYWHERE);
  }

  /** The names that are given, such as {@code region 'eu-west', city 'Paris'}. */
  @Override
  public String toString() {
    var words = new StringJoiner(", ");
    region.ifPresent(name -> words.add("region '" + name + "'"));
    city.ifPresent(name -> words.add("city '" + name + "'"));
    store.ifPresent(name -> words.add("store '" + name + "'"));
    return words.toString();
  }
}
