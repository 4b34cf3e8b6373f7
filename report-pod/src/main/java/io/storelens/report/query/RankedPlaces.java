package io.storelens.report.query;

import io.storelens.report.coverage.Coverage;
import io.storelens.report.coverage.Expectation;
import io.storelens.report.period.Comparison;
import io.storelens.report.period.Period;
import io.storelens.report.place.Scope;
import io.storelens.report.place.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the entries of a ranking. */
record RankedPlaces(RollUps rollUps, Scope scope, Ranking.Level level, Instant now) {
  /** Most customers first, places without any too. */
  List<Ranking.Entry> in(Period period, Optional<Comparison> comparison) throws SQLException {
    var places = places(period);
    Map<String, Place> others =
        comparison.isPresent() ? places(comparison.get().of(period)) : Map.of();
    long all = places.values().stream().mapToLong(Place::customers).sum();
    return places.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, Place>>comparingLong(
                    place -> -place.getValue().customers())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(
            place ->
                entry(
                    place.getKey(),
                    place.getValue(),
                    all,
                    Optional.ofNullable(others.get(place.getKey()))))
        .toList();
  }

  private static Ranking.Entry entry(String name, Place place, long all, Optional<Place> other) {
    return new Ranking.Entry(
        name,
        place.displayName,
        place.customers(),
        all == 0 ? 0 : (double) place.customers() / all,
        place.coverage(),
        other.map(
            before ->
                new Ranking.Before(
                    before.customers(),
                    Likeness.change(place.customers(), before.customers()),
                    Likeness.changePerHour(
                        place.customers(), place.coverage(), before.customers(), before.coverage()),
                    Likeness.of(place.coverage(), before.coverage()).comparable())));
  }

  private Map<String, Place> places(Period period) throws SQLException {
    var counted = rollUps.byStore(period);
    var refused = rollUps.refusedByStore(period);
    var expected = new Expectation(scope.stores(), period, now).byStore();
    var places = new HashMap<String, Place>();
    for (Store store : scope.stores()) {
      var coverage =
          Coverage.of(
              expected.get(store.id()),
              counted.getOrDefault(store.id(), StoreTotals.NONE).photos(),
              refused.getOrDefault(store.id(), 0L),
              counted.getOrDefault(store.id(), StoreTotals.NONE).coveredHours());
      places
          .computeIfAbsent(nameOf(store), name -> new Place(displayNameOf(store)))
          .add(counted.getOrDefault(store.id(), StoreTotals.NONE).customers(), coverage);
    }
    return places;
  }

  private String nameOf(Store store) {
    return switch (level) {
      case REGION -> store.region();
      case CITY -> store.city();
      case STORE -> store.name();
    };
  }

  private String displayNameOf(Store store) {
    return level == Ranking.Level.STORE ? store.displayName() : nameOf(store);
  }

  /** Sums over the stores of a place. */
  private static final class Place {
    private final String displayName;
    private long customers;
    private Coverage coverage = Coverage.NOTHING;

    Place(String displayName) {
      this.displayName = displayName;
    }

    void add(long more, Coverage moreCoverage) {
      customers += more;
      coverage = coverage.and(moreCoverage);
    }

    long customers() {
      return customers;
    }

    Coverage coverage() {
      return coverage;
    }
  }
}
