package io.storelens.report.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Adds paths that are only read. */
final class Paths {
  private Paths() {}

  /** Has {@code handler} answer GET of {@code path}, and refuses other methods. */
  static void add(Router router, String path, Handler<RoutingContext> handler) {
    router.get(path).handler(handler);
    router
        .route(path)
        .handler(
            request -> {
              request.response().putHeader(HttpHeaders.ALLOW, HttpMethod.GET.name());
              request.fail(405);
            });
  }
}
