package io.storelens.report.web;

import io.storelens.report.period.Interval;
import io.storelens.report.query.Ranking;
import io.storelens.report.query.Reports;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** The HTTP API: reports as JSON. {@code openapi.json} describes it. */
public final class ReportApi {
  private static final Set<String> PLACE_AND_PERIOD =
      Set.of("region", "city", "store", "from", "to");
  private static final Set<String> SERIES =
      Set.of("region", "city", "store", "from", "to", "interval");
  private static final Set<String> RANKING = Set.of("region", "city", "store", "from", "to", "by");

  private final Reports reports;
  private final Buffer description;

  /**
   * Answers from {@code reports}.
   *
   * @param description the OpenAPI document
   */
  public ReportApi(Reports reports, Buffer description) {
    this.reports = reports;
    this.description = description;
  }

  /** Adds the API's paths; who may use them is decided before. */
  public void mount(Router router) {
    router.get("/api/v1/openapi.json").handler(this::describe);
    router.get("/api/v1/places").handler(this::places);
    router.get("/api/v1/reports/summary").handler(this::summary);
    router.get("/api/v1/reports/series").handler(this::series);
    router.get("/api/v1/reports/heatmap").handler(this::heatMap);
    router.get("/api/v1/reports/ranking").handler(this::ranking);
  }

  private void describe(RoutingContext request) {
    var unused = new QueryParameters(request, Set.of());
    request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(description);
  }

  private void places(RoutingContext request) {
    var unused = new QueryParameters(request, Set.of());
    answer(request, reports.places());
  }

  private void summary(RoutingContext request) {
    var query = new QueryParameters(request, PLACE_AND_PERIOD);
    answer(request, reports.summary(query.place(), query.period()));
  }

  private void series(RoutingContext request) {
    var query = new QueryParameters(request, SERIES);
    var interval = query.choice("interval", Interval.values(), Interval::code);
    answer(request, reports.series(query.place(), query.period(), interval));
  }

  private void heatMap(RoutingContext request) {
    var query = new QueryParameters(request, PLACE_AND_PERIOD);
    answer(request, reports.heatMap(query.place(), query.period()));
  }

  private void ranking(RoutingContext request) {
    var query = new QueryParameters(request, RANKING);
    var level = query.choice("by", Ranking.Level.values(), Ranking.Level::code);
    answer(request, reports.ranking(query.place(), query.period(), level));
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
