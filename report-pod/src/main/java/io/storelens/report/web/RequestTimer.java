package io.storelens.report.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.stream.Collectors;

/** Times requests by route and status. Paths that are not routes are one, however many come. */
public final class RequestTimer {
  private final MeterRegistry meters;
  private Set<String> routes = Set.of();

  /** Times into {@code meters}. */
  public RequestTimer(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Takes the paths of {@code router}, to which all were added. */
  public void know(Router router) {
    routes =
        router.getRoutes().stream()
            .filter(route -> route.getPath() != null && route.isExactPath())
            .map(route -> route.getPath())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Starts the time of a request. */
  public void start(RoutingContext request) {
    var timer = Timer.start(meters);
    request.addEndHandler(
        end ->
            timer.stop(
                meters.timer(
                    "storelens.report.request",
                    "route",
                    routes.contains(request.request().path()) ? request.request().path() : "other",
                    "status",
                    Integer.toString(request.response().getStatusCode()))));
    request.next();
  }
}
