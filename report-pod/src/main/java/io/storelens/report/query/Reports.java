package io.storelens.report.query;

import io.storelens.report.period.BadParameterException;
import io.storelens.report.period.Interval;
import io.storelens.report.period.Period;
import io.storelens.report.period.PeriodRequest;
import io.storelens.report.place.Catalogue;
import io.storelens.report.place.PlaceFilter;
import io.storelens.report.place.PlaceTree;
import io.storelens.report.place.Scope;
import io.storelens.report.place.Store;
import io.storelens.report.place.UnknownPlaceException;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every report. Each fails with {@link UnknownPlaceException} for a place without stores, with
 * {@link BadParameterException} for a period without meaning, and as {@link Reader#read} does.
 */
public final class Reports {
  private final Reader database;
  private final Clock clock;

  /** Reads what {@code database} shows; {@code clock} says what today is. */
  public Reports(Reader database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Regions, their cities, their stores, their cameras. */
  public Future<PlaceTree> places() {
    return database.read(
        "places", connection -> PlaceTree.of(Catalogue.ofStoresAndCameras(connection)));
  }

  /** Key figures. */
  public Future<Summary> summary(PlaceFilter place, PeriodRequest asked) {
    return read(
        "summary",
        place,
        asked,
        (rollUps, scope, period) -> {
          var totals = rollUps.totals(period);
          var groups = new SmallGroups(scope.smallestGroup());
          return new Summary(
              View.of(place, period),
              totals.customers(),
              groups.hide(totals.byGender()),
              groups.hide(totals.byAge()),
              groups.hide(totals.byMood()),
              totals.photos(),
              rollUps.refused(period),
              totals.belowRequirements(),
              groups.smallest(),
              groups.note());
        });
  }

  /** Customers over time, by {@code interval} or, without one, by what suits the period. */
  public Future<Series> series(
      PlaceFilter place, PeriodRequest asked, Optional<Interval> interval) {
    return read(
        "series",
        place,
        asked,
        (rollUps, scope, period) -> {
          var step = interval.orElseGet(() -> Interval.suiting(period));
          step.verify(period);
          var groups = new SmallGroups(scope.smallestGroup());
          return new Series(
              View.of(place, period),
              step.code(),
              step == Interval.HOUR
                  ? hours(rollUps, period, groups)
                  : days(rollUps, period, step, groups),
              groups.smallest(),
              groups.note());
        });
  }

  /** Customers by weekday and hour. */
  public Future<HeatMap> heatMap(PlaceFilter place, PeriodRequest asked) {
    return read(
        "heatmap",
        place,
        asked,
        (rollUps, scope, period) -> {
          long[][] customers = rollUps.byWeekdayAndHour(period);
          var cells = new ArrayList<HeatMap.Cell>();
          for (int day = 0; day < customers.length; day++) {
            for (int hour = 0; hour < customers[day].length; hour++) {
              cells.add(new HeatMap.Cell(day + 1, hour, customers[day][hour]));
            }
          }
          return new HeatMap(View.of(place, period), cells);
        });
  }

  /** Places by customers, at {@code level} or, without one, at the one below what is chosen. */
  public Future<Ranking> ranking(
      PlaceFilter place, PeriodRequest asked, Optional<Ranking.Level> level) {
    return read(
        "ranking",
        place,
        asked,
        (rollUps, scope, period) -> {
          var by = level.orElseGet(() -> levelBelow(place));
          return new Ranking(
              View.of(place, period), by.code(), entries(scope, by, rollUps.byStore(period)));
        });
  }

  private <T> Future<T> read(
      String name, PlaceFilter place, PeriodRequest asked, Report<T> report) {
    return database.read(
        name,
        connection -> {
          var scope = Catalogue.ofStores(connection).choose(place);
          var period = asked.resolve(scope.today(clock));
          return report.of(new RollUps(connection, scope), scope, period);
        });
  }

  private static List<Series.Point> hours(RollUps rollUps, Period period, SmallGroups groups)
      throws SQLException {
    var counted = rollUps.byHour(period);
    var points = new ArrayList<Series.Point>();
    var end = period.to().plusDays(1).atStartOfDay();
    for (LocalDateTime hour = period.from().atStartOfDay();
        hour.isBefore(end);
        hour = hour.plusHours(1)) {
      var totals = counted.getOrDefault(hour, HourTotals.NONE);
      points.add(
          new Series.Point(
              hour,
              totals.customers(),
              groups.hide(totals.byGender()),
              Optional.empty(),
              Optional.empty()));
    }
    return points;
  }

  private static List<Series.Point> days(
      RollUps rollUps, Period period, Interval step, SmallGroups groups) throws SQLException {
    var counted = rollUps.by(step, period);
    var points = new ArrayList<Series.Point>();
    for (LocalDate start = period.from();
        !start.isAfter(period.to());
        start = step.startAfter(start)) {
      var totals = counted.getOrDefault(step.startOf(start), new FaceTotals());
      points.add(
          new Series.Point(
              start.atStartOfDay(),
              totals.customers(),
              groups.hide(totals.byGender()),
              Optional.of(groups.hide(totals.byAge())),
              Optional.of(groups.hide(totals.byMood()))));
    }
    return points;
  }

  private static Ranking.Level levelBelow(PlaceFilter place) {
    if (place.city().isPresent() || place.store().isPresent()) {
      return Ranking.Level.STORE;
    }
    return place.region().isPresent() ? Ranking.Level.CITY : Ranking.Level.REGION;
  }

  private static List<Ranking.Entry> entries(
      Scope scope, Ranking.Level by, Map<Integer, Long> customersByStore) {
    var customers = new HashMap<String, Long>();
    var displayNames = new HashMap<String, String>();
    for (Store store : scope.stores()) {
      String name =
          switch (by) {
            case REGION -> store.region();
            case CITY -> store.city();
            case STORE -> store.name();
          };
      customers.merge(name, customersByStore.getOrDefault(store.id(), 0L), Long::sum);
      displayNames.put(name, by == Ranking.Level.STORE ? store.displayName() : name);
    }
    long all = customers.values().stream().mapToLong(Long::longValue).sum();
    return customers.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(
            place ->
                new Ranking.Entry(
                    place.getKey(),
                    displayNames.get(place.getKey()),
                    place.getValue(),
                    all == 0 ? 0 : (double) place.getValue() / all))
        .toList();
  }

  /** Makes an answer of what was counted. */
  @FunctionalInterface
  private interface Report<T> {
    T of(RollUps rollUps, Scope scope, Period period) throws SQLException;
  }
}
