package io.storelens.report.web;

import io.storelens.report.period.Interval;
import io.storelens.report.query.Ranking;
import io.storelens.report.query.Reports;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.function.Function;

/** The HTTP API: reports as JSON. {@code openapi.json} describes it. */
public final class ReportApi {
  private static final Set<String> PLACE_AND_PERIOD =
      Set.of("region", "city", "store", "from", "to");
  private static final Set<String> SERIES =
      Set.of("region", "city", "store", "from", "to", "interval");
  private static final Set<String> RANKING = Set.of("region", "city", "store", "from", "to", "by");

  private final Function<RoutingContext, Reports> reports;
  private final Buffer description;

  /**
   * Answers from {@code reports}.
   *
   * @param reports those that who asks may see
   * @param description the OpenAPI document
   */
  public ReportApi(Function<RoutingContext, Reports> reports, Buffer description) {
    this.reports = reports;
    this.description = description;
  }

  /** Adds the API's paths; who may use them is decided before. */
  public void mount(Router router) {
    add(router, "/api/v1/openapi.json", this::describe);
    add(router, "/api/v1/places", this::places);
    add(router, "/api/v1/reports/summary", this::summary);
    add(router, "/api/v1/reports/series", this::series);
    add(router, "/api/v1/reports/heatmap", this::heatMap);
    add(router, "/api/v1/reports/ranking", this::ranking);
  }

  private static void add(Router router, String path, Handler<RoutingContext> handler) {
    router.get(path).handler(handler);
    router
        .route(path)
        .handler(
            request -> {
              request.response().putHeader(HttpHeaders.ALLOW, HttpMethod.GET.name());
              request.fail(405);
            });
  }

  private void describe(RoutingContext request) {
    var unused = new QueryParameters(request, Set.of());
    request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(description);
  }

  private void places(RoutingContext request) {
    var unused = new QueryParameters(request, Set.of());
    answer(request, reports.apply(request).places());
  }

  private void summary(RoutingContext request) {
    var query = new QueryParameters(request, PLACE_AND_PERIOD);
    answer(request, reports.apply(request).summary(query.place(), query.period()));
  }

  private void series(RoutingContext request) {
    var query = new QueryParameters(request, SERIES);
    var interval = query.choice("interval", Interval.values(), Interval::code);
    answer(request, reports.apply(request).series(query.place(), query.period(), interval));
  }

  private void heatMap(RoutingContext request) {
    var query = new QueryParameters(request, PLACE_AND_PERIOD);
    answer(request, reports.apply(request).heatMap(query.place(), query.period()));
  }

  private void ranking(RoutingContext request) {
    var query = new QueryParameters(request, RANKING);
    var level = query.choice("by", Ranking.Level.values(), Ranking.Level::code);
    answer(request, reports.apply(request).ranking(query.place(), query.period(), level));
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
