package io.storelens.report.web;

import io.storelens.report.camera.CameraReports;
import io.storelens.report.glossary.Glossary;
import io.storelens.report.period.Interval;
import io.storelens.report.query.Ranking;
import io.storelens.report.query.Reader;
import io.storelens.report.query.Reports;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The HTTP API: reports as JSON. {@code openapi.json} describes it. */
public final class ReportApi {
  private static final Set<String> PLACE_AND_PERIOD =
      Set.of("region", "city", "store", "from", "to");
  private static final Set<String> SUMMARY =
      and(PLACE_AND_PERIOD, "compare", "compareRegion", "compareCity", "compareStore");
  private static final Set<String> SERIES = and(SUMMARY, "interval");
  private static final Set<String> CAMERA = Set.of("camera", "from", "to");
  private static final Set<String> RANKING = and(PLACE_AND_PERIOD, "by", "compare");

  private final Function<RoutingContext, Reader> readers;
  private final Clock clock;
  private final Glossary glossary;
  private final Buffer description;

  /**
   * Answers from the database.
   *
   * @param readers what who asks may see
   * @param clock says what today is
   * @param description the OpenAPI document, which {@code glossary} gives its words
   */
  public ReportApi(
      Function<RoutingContext, Reader> readers,
      Clock clock,
      Glossary glossary,
      Buffer description) {
    this.readers = readers;
    this.clock = clock;
    this.glossary = glossary;
    this.description = Buffer.buffer(glossary.describe(description.toString()));
  }

  /** Adds the API's paths; who may use them is decided before. */
  public void mount(Router router) {
    Paths.add(router, "/api/v1/openapi.json", this::describe);
    Paths.add(router, "/api/v1/metrics", this::metrics);
    Paths.add(router, "/api/v1/places", this::places);
    Paths.add(router, "/api/v1/reports/summary", this::summary);
    Paths.add(router, "/api/v1/reports/series", this::series);
    Paths.add(router, "/api/v1/reports/heatmap", this::heatMap);
    Paths.add(router, "/api/v1/reports/ranking", this::ranking);
    Paths.add(router, "/api/v1/reports/cameras", this::cameras);
    Paths.add(router, "/api/v1/reports/camera", this::camera);
  }

  private static Set<String> and(Set<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }

  private void describe(RoutingContext request) {
    var unused = new QueryParameters(request, Set.of());
    request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(description);
  }

  private void metrics(RoutingContext request) {
    var unused = new QueryParameters(request, Set.of());
    answer(
        request,
        Future.succeededFuture(Map.of("notice", Glossary.NOTICE, "metrics", glossary.metrics())));
  }

  private void places(RoutingContext request) {
    var unused = new QueryParameters(request, Set.of());
    answer(request, reports(request).places());
  }

  private void summary(RoutingContext request) {
    var query = new QueryParameters(request, SUMMARY);
    answer(request, reports(request).summary(query.place(), query.period(), query.against()));
  }

  private void series(RoutingContext request) {
    var query = new QueryParameters(request, SERIES);
    var interval = query.choice("interval", Interval.values(), Interval::code);
    answer(
        request, reports(request).series(query.place(), query.period(), interval, query.against()));
  }

  private void heatMap(RoutingContext request) {
    var query = new QueryParameters(request, PLACE_AND_PERIOD);
    answer(request, reports(request).heatMap(query.place(), query.period()));
  }

  private void ranking(RoutingContext request) {
    var query = new QueryParameters(request, RANKING);
    var level = query.choice("by", Ranking.Level.values(), Ranking.Level::code);
    answer(
        request, reports(request).ranking(query.place(), query.period(), level, query.against()));
  }

  private void cameras(RoutingContext request) {
    var query = new QueryParameters(request, PLACE_AND_PERIOD);
    answer(request, cameraReports(request).cameras(query.place(), query.period()));
  }

  private void camera(RoutingContext request) {
    var query = new QueryParameters(request, CAMERA);
    answer(request, cameraReports(request).camera(query.required("camera"), query.period()));
  }

  private Reports reports(RoutingContext request) {
    return new Reports(readers.apply(request), clock);
  }

  private CameraReports cameraReports(RoutingContext request) {
    return new CameraReports(readers.apply(request), clock);
  }

  private static void answer(RoutingContext request, Future<?> report) {
    report
        .map(Json::of)
        .onSuccess(
            json ->
                request
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(json))
        .onFailure(request::fail);
  }
}
