package io.storelens.operator.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands before the API server, counts what comes by, and answers in its place at times. */
public final class ApiProxy implements AutoCloseable {
  private static final int CONNECTIONS = 200;

  private final Vertx vertx = Vertx.vertx();
  private final Config config;
  private final URI server;
  private final HttpClient client;
  private final Faults faults;
  private final List<String> writes = new CopyOnWriteArrayList<>();
  private final int port;

  /** Which requests fail. */
  public interface Faults {
    /** The status code that {@code method} on {@code path} gets; empty lets it through. */
    OptionalInt answer(String method, String path);
  }

  /** Before the server of {@code config}. */
  public ApiProxy(Config config, Faults faults) {
    this.config = config;
    this.faults = faults;
    this.server = URI.create(config.getMasterUrl());
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    this.port =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .await()
            .actualPort();
  }

  /** A client whose requests come by here. The caller closes it. */
  public KubernetesClient client() {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(config)
                .withMasterUrl("http://127.0.0.1:" + port)
                .withHttp2Disable(true)
                .build())
        .build();
  }

  /** Methods and paths of the writes that were let through. */
  public List<String> writes() {
    return writes;
  }

  private void answer(HttpServerRequest request) {
    if (request.getHeader("Upgrade") != null) {
      // A watch then comes again as plain HTTP, which can be passed on.
      request.response().setStatusCode(200).end();
      return;
    }
    String method = request.method().name();
    var fault = faults.answer(method, request.path());
    if (fault.isPresent()) {
      fail(request.response(), fault.getAsInt());
      return;
    }
    if (!method.equals("GET")) {
      writes.add(method + " " + request.path());
    }
    forward(request);
  }

  private void forward(HttpServerRequest request) {
    request.pause();
    var options =
        new RequestOptions()
            .setMethod(request.method())
            .setHost(server.getHost())
            .setPort(server.getPort())
            .setURI(request.uri());
    client
        .request(options)
        .compose(
            passed -> {
              request
                  .headers()
                  .forEach(header -> passed.putHeader(header.getKey(), header.getValue()));
              return passed.send(request);
            })
        .compose(
            answer -> {
              var response = request.response().setStatusCode(answer.statusCode());
              answer
                  .headers()
                  .forEach(header -> response.putHeader(header.getKey(), header.getValue()));
              if (answer.getHeader("Content-Length") == null) {
                response.setChunked(true);
              }
              return answer.pipeTo(response);
            })
        .onFailure(e -> request.connection().close());
  }

  private static void fail(HttpServerResponse response, int code) {
    response
        .setStatusCode(code)
        .putHeader("Content-Type", "application/json")
        .end(
            """
            {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": %d,
             "reason": "%s", "message": "made up"}
            """
                .formatted(code, code == 409 ? "Conflict" : "InternalError"));
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
