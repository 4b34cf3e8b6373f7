package io.storelens.podkit;

import io.storelens.contract.config.ListenAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/**
 * The management port, apart from a pod's own traffic: {@code /health/live} says the process
 * answers, {@code /health/ready} that it can work (503 with the reasons where not), {@code
 * /metrics} is in the Prometheus text format.
 */
public final class Management implements Pod {
  private final Vertx vertx;
  private final ListenAddress address;
  private final Metrics metrics;
  private final Health health;
  private HttpServer server;

  /** Serves {@code metrics} and {@code health} at {@code address}. */
  public Management(Vertx vertx, ListenAddress address, Metrics metrics, Health health) {
    this.vertx = vertx;
    this.address = address;
    this.metrics = metrics;
    this.health = health;
  }

  @Override
  public String name() {
    return "management";
  }

  @Override
  public Future<?> start() {
    // Java's own HTTP client asks for HTTP/2 in clear text; large answers were then lost (decision
    // 43).
    return vertx
        .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
        .requestHandler(this::answer)
        .listen(address.port(), address.host())
        .onSuccess(listening -> server = listening);
  }

  @Override
  public Future<?> stop() {
    return server == null ? Future.succeededFuture() : server.shutdown(1, TimeUnit.SECONDS);
  }

  /** The port that is listened on. */
  public int port() {
    return server.actualPort();
  }

  private void answer(HttpServerRequest request) {
    switch (request.path()) {
      case "/health/live" -> json(request, 200, new JsonObject().put("status", "UP"));
      case "/health/ready" -> ready(request);
      case "/metrics" ->
          request.response().putHeader("Content-Type", Metrics.MEDIA_TYPE).end(metrics.scrape());
      default -> json(request, 404, new JsonObject().put("status", "no such page"));
    }
  }

  private void ready(HttpServerRequest request) {
    var problems = health.problems();
    var body = new JsonObject().put("status", problems.isEmpty() ? "UP" : "DOWN");
    problems.forEach(body::put);
    json(request, problems.isEmpty() ? 200 : 503, body);
  }

  private static void json(HttpServerRequest request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body.encode());
  }
}
