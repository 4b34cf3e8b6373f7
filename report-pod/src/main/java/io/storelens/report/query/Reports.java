package io.storelens.report.query;

import io.storelens.report.period.BadParameterException;
import io.storelens.report.period.Interval;
import io.storelens.report.period.Period;
import io.storelens.report.period.PeriodRequest;
import io.storelens.report.place.Catalogue;
import io.storelens.report.place.PlaceFilter;
import io.storelens.report.place.PlaceTree;
import io.storelens.report.place.Scope;
import io.storelens.report.place.UnknownPlaceException;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/**
 * Every report. Each fails with {@link UnknownPlaceException} for a place without stores, with
 * {@link BadParameterException} for a period without meaning, and as {@link Reader#read} does.
 */
public final class Reports {
  private final Reader reader;
  private final Clock clock;

  /** Reads what {@code database} shows; {@code clock} says what today is. */
  public Reports(Reader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /** Regions, their cities, their stores, their cameras. */
  public Future<PlaceTree> places() {
    return reader.read(
        "places", connection -> PlaceTree.of(reader.stores(connection).withCameras(connection)));
  }

  /** Key figures. */
  public Future<Summary> summary(PlaceFilter place, PeriodRequest asked, Against against) {
    return read(
        "summary",
        place,
        asked,
        question -> {
          var summary = question.reports().summary();
          return against.isSomething()
              ? summary.against(question.other(against).summary())
              : summary;
        });
  }

  /** Customers over time, by {@code interval} or, without one, by what suits the period. */
  public Future<Series> series(
      PlaceFilter place, PeriodRequest asked, Optional<Interval> interval, Against against) {
    return read(
        "series",
        place,
        asked,
        question -> {
          var step = interval.orElseGet(() -> Interval.suiting(question.period));
          step.verify(question.period);
          var series = question.reports().series(step);
          return against.isSomething()
              ? series.beside(question.other(against).series(step))
              : series;
        });
  }

  /** Customers by weekday and hour. */
  public Future<HeatMap> heatMap(PlaceFilter place, PeriodRequest asked) {
    return read("heatmap", place, asked, question -> question.reports().heatMap());
  }

  /** Places by customers, at {@code level} or, without one, at the one below what is chosen. */
  public Future<Ranking> ranking(
      PlaceFilter place, PeriodRequest asked, Optional<Ranking.Level> level, Against against) {
    if (against.place().isPresent()) {
      throw new BadParameterException("compare", "of a ranking is another period, not a place");
    }
    return read(
        "ranking", place, asked, question -> question.reports().ranking(level, against.period()));
  }

  private <T> Future<T> read(
      String name, PlaceFilter place, PeriodRequest asked, Report<T> report) {
    return reader.read(
        name,
        connection -> {
          var catalogue = reader.stores(connection);
          var scope = catalogue.choose(place);
          return report.of(
              new Question(connection, catalogue, scope, asked.resolve(scope.today(clock))));
        });
  }

  /** Makes an answer of what was counted. */
  @FunctionalInterface
  private interface Report<T> {
    T of(Question question) throws SQLException;
  }

  /** What is asked for, and what answers it. */
  private final class Question {
    private final Connection connection;
    private final Catalogue catalogue;
    private final Scope scope;
    private final Period period;

    Question(Connection connection, Catalogue catalogue, Scope scope, Period period) {
      this.connection = connection;
      this.catalogue = catalogue;
      this.scope = scope;
      this.period = period;
    }

    ReadReports reports() {
      return new ReadReports(connection, scope, period, clock.instant());
    }

    ReadReports other(Against against) {
      return new ReadReports(
          connection,
          catalogue.choose(against.placeFor(scope.filter())),
          against.periodFor(period),
          clock.instant());
    }
  }
}
