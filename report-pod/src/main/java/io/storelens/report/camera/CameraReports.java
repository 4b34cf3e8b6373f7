package io.storelens.report.camera;

import io.storelens.report.camera.CameraHours.Known;
import io.storelens.report.camera.CameraHours.Sums;
import io.storelens.report.coverage.Coverage;
import io.storelens.report.coverage.Expectation;
import io.storelens.report.coverage.Expected;
import io.storelens.report.coverage.Silence;
import io.storelens.report.period.Interval;
import io.storelens.report.period.Period;
import io.storelens.report.period.PeriodRequest;
import io.storelens.report.place.PlaceFilter;
import io.storelens.report.place.Scope;
import io.storelens.report.place.Store;
import io.storelens.report.query.Reader;
import io.storelens.report.query.View;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How cameras do. Fails as {@link io.storelens.report.query.Reports} does. */
public final class CameraReports {
  private static final int MOST_CAMERAS = 1000;

  private final Reader reader;
  private final Clock clock;

  /** Reads from {@code reader}; {@code clock} says when it is. */
  public CameraReports(Reader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /** The cameras of a place, those that need a look first. */
  public Future<Cameras> cameras(PlaceFilter place, PeriodRequest asked) {
    return reader.read(
        "cameras",
        connection -> {
          var scope = reader.stores(connection).choose(place);
          var period = asked.resolve(scope.today(clock));
          var cameras = health(new CameraHours(connection, scope), scope, period);
          var byStatus = new LinkedHashMap<String, Long>();
          for (var status : CameraHealth.Status.values()) {
            byStatus.put(
                status.code(), cameras.stream().filter(each -> each.status() == status).count());
          }
          return new Cameras(
              View.of(scope, period),
              cameras.size(),
              byStatus,
              cameras.stream()
                  .sorted(
                      Comparator.comparing(CameraHealth::status)
                          .thenComparing(each -> -trouble(each))
                          .thenComparing(CameraHealth::name))
                  .limit(MOST_CAMERAS)
                  .toList());
        });
  }

  /**
   * How one camera did over time, by hour for up to two days, else by day.
   *
   * @return fails with {@link UnknownCameraException} if there is none of this name
   */
  public Future<CameraTimeline> camera(String name, PeriodRequest asked) {
    return reader.read(
        "camera",
        connection -> {
          var all = reader.stores(connection).choose(PlaceFilter.EVERYWHERE);
          var camera =
              new CameraHours(connection, all)
                  .cameras().stream().filter(each -> each.name().equals(name)).findFirst();
          var known = camera.orElseThrow(() -> new UnknownCameraException(name));
          var store = storesByKey(all).get(known.store());
          var scope = Scope.of(store);
          var period = asked.resolve(scope.today(clock));
          var hours = new CameraHours(connection, scope);
          var health =
              health(hours, scope, period).stream()
                  .filter(each -> each.name().equals(name))
                  .findFirst();
          var interval = period.days() <= 2 ? Interval.HOUR : Interval.DAY;
          return new CameraTimeline(
              health.orElseThrow(() -> new UnknownCameraException(name)),
              period.from(),
              period.to(),
              interval.code(),
              points(hours, known.id(), store, period, interval));
        });
  }

  private List<CameraHealth> health(CameraHours hours, Scope scope, Period period)
      throws SQLException {
    var stores = storesByKey(scope);
    var sums = hours.sums(period);
    var refusals = hours.refusals(period);
    var expected = new Expectation(scope.stores(), period, clock.instant()).byStore();
    return hours.cameras().stream()
        .map(
            camera ->
                health(
                    camera,
                    stores.get(camera.store()),
                    sums.getOrDefault(camera.id(), Sums.NONE),
                    refusals.getOrDefault(camera.id(), Map.of()),
                    expected.get(camera.store())))
        .toList();
  }

  private CameraHealth health(
      Known camera, Store store, Sums sums, Map<String, Long> refusals, Expected expected) {
    var silence =
        camera.lastPhoto() == null
            ? null
            : (Integer) Silence.openHours(store, camera.lastPhoto(), clock.instant());
    long refused = refusals.values().stream().mapToLong(Long::longValue).sum();
    return new CameraHealth(
        camera.name(),
        camera.position(),
        store.name(),
        store.displayName(),
        store.city(),
        store.region(),
        store.zone().getId(),
        CameraHealth.Status.of(silence),
        camera.lastPhoto(),
        silence,
        sums.customers(),
        sums.faces(),
        sums.tooSmall(),
        sums.tooBlurred(),
        mean(sums.faceSize(), sums.faces()),
        mean(sums.eyeDistance(), sums.faces()),
        CameraHealth.Verdict.of(sums.faces(), sums.tooSmall()),
        mean(sums.skew(), sums.skewPhotos()),
        sums.skewPhotos() == 0 ? null : (Double) sums.worstSkew(),
        refusals,
        ofCamera(expected, sums, refused));
  }

  private List<CameraTimeline.Point> points(
      CameraHours hours, int camera, Store store, Period period, Interval interval)
      throws SQLException {
    var sums = hours.sums(camera, period, interval.code());
    var refusals = hours.refusals(camera, period, interval.code());
    var expectation = new Expectation(List.of(store), period, clock.instant());
    var byHour = expectation.byHour();
    var byDay = expectation.by(Interval.DAY);
    var points = new ArrayList<CameraTimeline.Point>();
    var end = period.to().plusDays(1).atStartOfDay();
    for (LocalDateTime start = period.from().atStartOfDay();
        start.isBefore(end);
        start = interval == Interval.HOUR ? start.plusHours(1) : start.plusDays(1)) {
      var counted = sums.getOrDefault(start, Sums.NONE);
      var expected = interval == Interval.HOUR ? byHour.get(start) : byDay.get(start.toLocalDate());
      points.add(
          new CameraTimeline.Point(
              start,
              counted.customers(),
              counted.faces(),
              ofCamera(
                  Optional.ofNullable(expected).orElseGet(Expected::new),
                  counted,
                  refusals.getOrDefault(start, 0L))));
    }
    return points;
  }

  /** What a store expects is not expected of each of its cameras. */
  private static Coverage ofCamera(Expected expected, Sums sums, long refused) {
    var coverage = Coverage.of(expected, sums.photos(), refused, sums.coveredHours());
    return new Coverage(
        null,
        coverage.receivedPhotos(),
        coverage.refusedPhotos(),
        coverage.openHours(),
        coverage.coveredHours());
  }

  private static Map<Integer, Store> storesByKey(Scope scope) {
    return scope.stores().stream().collect(Collectors.toMap(Store::id, Function.identity()));
  }

  private static double trouble(CameraHealth camera) {
    return camera.faces() == 0 ? 0 : camera.tooSmall() / (double) camera.faces();
  }

  private static Double mean(double sum, long count) {
    return count == 0 ? null : (Double) (sum / count);
  }
}
