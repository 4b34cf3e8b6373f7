package io.storelens.podkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthCheckTest {
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final HealthCheck check =
      new HealthCheck(new PrintStream(told, true, StandardCharsets.UTF_8));
  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void serve() {
    vertx = Vertx.vertx();
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .response()
                        .setStatusCode(request.path().equals("/up") ? 200 : 503)
                        .end())
            .listen(0, "127.0.0.1")
            .await();
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void isContentWhenEveryPageAnswers200() throws InterruptedException {
    assertThat(check.allAnswer(List.of(page("/up"), page("/up")))).isTrue();
  }

  @Test
  void asksEveryPageAndSaysWhichIsNotWell() throws InterruptedException {
    // When
    boolean all = check.allAnswer(List.of(page("/down"), page("/up")));
    // Then
    assertThat(all).isFalse();
    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains("/down answers 503")
        .contains("/up answers 200");
  }

  @Test
  void isNotContentWithAServerThatIsAway() throws InterruptedException {
    // Given
    var page = page("/up");
    server.close().await();
    // When
    boolean all = check.allAnswer(List.of(page));
    // Then
    assertThat(all).isFalse();
    assertThat(told.toString(StandardCharsets.UTF_8)).contains("does not answer");
  }

  private URI page(String path) {
    return URI.create("http://127.0.0.1:" + server.actualPort() + path);
  }
}
