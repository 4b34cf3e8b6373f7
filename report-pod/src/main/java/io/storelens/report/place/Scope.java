package io.storelens.report.place;

import io.storelens.report.period.Period;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The stores a report is about.
 *
 * @param filter what they were chosen by
 * @param stores the stores; empty only when there are none at all
 */
public record Scope(PlaceFilter filter, List<Store> stores) {
  public Scope {
    stores = List.copyOf(stores);
  }

  /** Of one store alone. */
  public static Scope of(Store store) {
    return new Scope(
        new PlaceFilter(
            Optional.of(store.region()), Optional.of(store.city()), Optional.of(store.name())),
        List.of(store));
  }

  /** The stores' keys. */
  public Integer[] ids() {
    return stores.stream().map(Store::id).toArray(Integer[]::new);
  }

  /** Keys of the regions that lie in this scope as a whole, so that their own sums can be read. */
  public Integer[] wholeRegions() {
    return stores.stream()
        .filter(this::isInWholeRegion)
        .map(Store::regionId)
        .distinct()
        .toArray(Integer[]::new);
  }

  /** Keys of the stores that are in none of the {@link #wholeRegions}. */
  public Integer[] idsBesideWholeRegions() {
    return stores.stream()
        .filter(store -> !isInWholeRegion(store))
        .map(Store::id)
        .toArray(Integer[]::new);
  }

  private boolean isInWholeRegion(Store store) {
    return filter.isOfWholeRegions() && store.wholeRegion();
  }

  /** The strictest smallest group of the stores' regions, at least 1. */
  public int smallestGroup() {
    return stores.stream().mapToInt(Store::smallestGroup).max().orElse(1);
  }

  /** From the first to the last day on which some store has made-up customers, if any has. */
  public Optional<Period> madeUp() {
    return stores.stream().flatMap(store -> store.madeUp().stream()).reduce(Period::including);
  }

  /** The date where it is latest: no store has a later one. */
  public LocalDate today(Clock clock) {
    return stores.stream()
        .map(store -> LocalDate.ofInstant(clock.instant(), store.zone()))
        .max(Comparator.naturalOrder())
        .orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }
}
