package io.storelens.report;

import io.micrometer.core.instrument.MeterRegistry;
import io.storelens.contract.config.AccessConfig;
import io.storelens.contract.config.DatabaseConfig;
import io.storelens.contract.config.ListenAddress;
import io.storelens.contract.config.ReportConfig;
import io.storelens.podkit.Health;
import io.storelens.podkit.Metrics;
import io.storelens.podkit.PodContext;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;

/**
 * The pod on a database, and a client of it. It is Tuesday, 24 November 2026, in Europe, and
 * Wednesday in Tokyo.
 */
final class ReportServer implements AutoCloseable {
  static final String USER = "admin";
  static final String PASSWORD = "a:pässword";

  static final Instant NOW = Instant.parse("2026-11-24T16:00:00Z");

  private final Vertx vertx = Vertx.vertx();
  private final Metrics metrics = new Metrics();
  private final Health health = new Health();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ReportPod pod;

  ReportServer(String jdbcUrl, Duration queryTimeout) {
    this(jdbcUrl, queryTimeout, AccessConfig.ofAdministrator(USER, PASSWORD), 0);
  }

  /** With users. The clock of a login at a provider is the provider's: then it is now. */
  ReportServer(String jdbcUrl, Duration queryTimeout, AccessConfig access, int port) {
    var database =
        new DatabaseConfig(
            jdbcUrl, Optional.empty(), Optional.empty(), Optional.of("storelens_report"), 2);
    var config =
        new ReportConfig(
            new ListenAddress("127.0.0.1", port), access, queryTimeout, database, Optional.empty());
    pod =
        new ReportPod(
            config,
            new PodContext(vertx, metrics.registry(), health),
            access.oidc().isPresent() ? Clock.systemUTC() : Clock.fixed(NOW, ZoneOffset.UTC));
    pod.start().await();
  }

  /** Where the page is. */
  String address() {
    return "http://127.0.0.1:" + pod.port();
  }

  MeterRegistry meters() {
    return metrics.registry();
  }

  Health health() {
    return health;
  }

  /** A request to a path, without a login. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pod.port() + path))
        .timeout(Duration.ofSeconds(30));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  /**
   * What was answered.
   *
   * @param status HTTP status
   * @param body the first event where it is a stream of them, which does not end; else all of it
   */
  record Answer(int status, String body) {}

  /** Sends without waiting for the end of a stream. */
  Answer sendForFirstEvent(HttpRequest.Builder request) throws IOException, InterruptedException {
    var response = client.send(request.build(), BodyHandlers.ofInputStream());
    boolean isStream =
        response.headers().firstValue("content-type").orElse("").startsWith("text/event-stream");
    try (var body = response.body()) {
      if (!isStream) {
        return new Answer(
            response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
      var event = new StringBuilder();
      int next;
      while (event.indexOf("\n\n") < 0 && (next = body.read()) >= 0) {
        event.append((char) next);
      }
      return new Answer(response.statusCode(), event.toString());
    }
  }

  /** The answer to GET, with the right login by HTTP Basic. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).header("Authorization", basic(USER, PASSWORD)));
  }

  static String basic(String user, String password) {
    byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(credentials);
  }

  @Override
  public void close() {
    pod.stop().await();
    vertx.close().await();
    metrics.close();
  }
}
