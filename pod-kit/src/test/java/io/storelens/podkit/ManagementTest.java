package io.storelens.podkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.contract.config.ListenAddress;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementTest {
  private final Vertx vertx = Vertx.vertx();
  private final Metrics metrics = new Metrics();
  private final Health health = new Health();
  private final Management management =
      new Management(vertx, new ListenAddress("127.0.0.1", 0), metrics, health);

  @BeforeEach
  void start() {
    management.start().await();
  }

  @AfterEach
  void stop() {
    management.stop().await();
    vertx.close().await();
    metrics.close();
  }

  @Test
  void isAliveEvenWhenItIsNotReady() throws Exception {
    health.readyWhen("database", () -> Optional.of("cannot be reached"));
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void isReadyOnceEveryPartIs() throws Exception {
    var database = new AtomicReference<>(Optional.of("cannot be reached"));
    health.readyWhen("database", database::get);
    health.readyWhen("models", Optional::empty);

    var before = get("/health/ready");
    database.set(Optional.empty());
    var after = get("/health/ready");

    assertThat(before.statusCode()).isEqualTo(503);
    assertThat(before.body()).isEqualTo("{\"status\":\"DOWN\",\"database\":\"cannot be reached\"}");
    assertThat(after.statusCode()).isEqualTo(200);
  }

  @Test
  void showsMetricsInPrometheusFormat() throws Exception {
    metrics.registry().counter("storelens.test", "outcome", "good").increment(3);
    var answer = get("/metrics");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(Metrics.MEDIA_TYPE);
    assertThat(answer.body())
        .contains("storelens_test_total{outcome=\"good\",} 3.0")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void answersNotFoundElsewhere() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path) throws Exception {
    var uri = URI.create("http://127.0.0.1:" + management.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
