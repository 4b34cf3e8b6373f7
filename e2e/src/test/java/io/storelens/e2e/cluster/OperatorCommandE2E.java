package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform team tries the operator on its own machine, without a database. */
@Tag("cluster")
class OperatorCommandE2E {
  private static final Path HOME = Path.of(System.getProperty("storelens.home")).normalize();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int CAMERAS = 8;

  @TempDir Path folder;
  private static Cluster cluster;
  private static String namespace;

  @BeforeAll
  static void makeNamespaceAndKinds() {
    cluster = Cluster.up();
    cluster.ask("apply", "--server-side", "-f", HOME.resolve("crds/yaml").toString());
    namespace = "examples-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    cluster.ask("create", "namespace", namespace);
  }

  @Test
  void examplesAreLookedAfterAndWhatNeedsADatabaseIsUnknown() throws Exception {
    cluster.ask("apply", "-n", namespace, "-f", HOME.resolve("examples").toString());
    try (var operator =
        OperatorCommand.run(
            Map.of("KUBECONFIG", cluster.kubeconfig().toString()), "--namespace", namespace)) {
      String management = operator.awaitStart();

      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                assertThat(conditions("cameras", "Ready").toList()).hasSize(CAMERAS);
                assertThat(reasons("cameras", "Delivering"))
                    .hasSize(CAMERAS)
                    .containsOnly("Unknown NoDatabase");
                assertThat(reasons("cameras", "ClockOk")).containsOnly("Unknown NoDatabase");
                assertThat(
                        items("secrets")
                            .filter(one -> name(one).endsWith("-checkout-1-credentials")))
                    .hasSize(CAMERAS / 2);
                assertThat(items("stores").filter(one -> one.at("/status/open").isBoolean()))
                    .hasSize(CAMERAS / 2);
              });
      assertThat(items("secrets").map(OperatorCommandE2E::name))
          .contains("eu-west-cameras-0", "storelens-directory-salt");
      await().atMost(SOON).until(() -> status(management + "/health/ready") == 200);
      assertThat(status(management + "/metrics")).isEqualTo(200);
      assertThat(operator.output()).contains("The operator works on").doesNotContain("\tat ");
    }
  }

  @Test
  void withoutAKubeconfigItTellsHowToNameOne() {
    assertFailure(
        Map.of("HOME", folder.toString()), "There is no kubeconfig: set KUBECONFIG to the file");
    assertFailure(
        Map.of("KUBECONFIG", folder.resolve("away").toString()),
        "KUBECONFIG names " + folder.resolve("away") + ", which is not there or cannot be read");
  }

  @Test
  void clusterThatDoesNotAnswerIsToldWithItsAddress() throws IOException {
    var kubeconfig = kubeconfig("{server: \"http://127.0.0.1:9\"}", "none");

    assertFailure(
        Map.of("KUBECONFIG", kubeconfig), "The cluster at http://127.0.0.1:9/ does not answer");
  }

  @Test
  void clusterWithoutTheKindsIsToldWhatToApply() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        request -> {
          String path = request.getRequestURI().getPath();
          if (path.equals("/version")) {
            answer(request, 200, "{\"major\": \"1\", \"minor\": \"37\"}");
          } else if (path.endsWith("/secrets")) {
            answer(
                request, 200, "{\"apiVersion\": \"v1\", \"kind\": \"SecretList\", \"items\": []}");
          } else {
            answer(request, 404, "{\"kind\": \"Status\", \"status\": \"Failure\", \"code\": 404}");
          }
        });
    server.start();
    try {
      var kubeconfig =
          kubeconfig(
              "{server: \"http://127.0.0.1:%d\"}".formatted(server.getAddress().getPort()), "none");

      assertFailure(
          Map.of("KUBECONFIG", kubeconfig),
          "does not know the kinds cameras, regions, stores:"
              + " kubectl apply --server-side -f crds/yaml");
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange request, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    request.getResponseHeaders().add("Content-Type", "application/json");
    request.sendResponseHeaders(status, body.length);
    request.getResponseBody().write(body);
    request.close();
  }

  @Test
  void userWithoutRightsIsToldWhichAreMissing() throws IOException {
    cluster.ask("create", "serviceaccount", "nobody", "-n", namespace);
    String token = cluster.ask("create", "token", "nobody", "-n", namespace).strip();
    var access =
        JSON.readTree(
            cluster.ask("config", "view", "--raw", "--minify", "--flatten", "-o", "json"));
    var kubeconfig = kubeconfig(access.at("/clusters/0/cluster").toString(), token);

    assertFailure(
        Map.of("KUBECONFIG", kubeconfig),
        "the user of the operator may not list regions in namespace "
            + namespace
            + ", stores in namespace "
            + namespace);
    assertThat(items("secrets").map(OperatorCommandE2E::name)).doesNotContain("nobody");
  }

  private void assertFailure(Map<String, String> environment, String message) {
    try (var operator = OperatorCommand.run(environment, "--namespace", namespace)) {
      assertThat(operator.awaitEnd()).isEqualTo(1);
      assertThat(operator.output()).contains(message).doesNotContain("\tat ");
    }
  }

  private String kubeconfig(String clusterAccess, String token) throws IOException {
    return Files.writeString(
            folder.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            current-context: test
            clusters: [{name: test, cluster: %s}]
            users: [{name: test, user: {token: "%s"}}]
            contexts: [{name: test, context: {cluster: test, user: test}}]
            """
                .formatted(clusterAccess, token))
        .toString();
  }

  private static List<String> reasons(String kind, String type) throws IOException {
    return conditions(kind, type)
        .map(one -> one.path("status").asText() + " " + one.path("reason").asText())
        .toList();
  }

  private static Stream<JsonNode> conditions(String kind, String type) throws IOException {
    return items(kind)
        .flatMap(one -> StreamSupport.stream(one.at("/status/conditions").spliterator(), false))
        .filter(one -> one.path("type").asText().equals(type));
  }

  private static Stream<JsonNode> items(String kind) throws IOException {
    var list = JSON.readTree(cluster.ask("get", kind, "-n", namespace, "-o", "json"));
    return StreamSupport.stream(list.path("items").spliterator(), false);
  }

  private static String name(JsonNode resource) {
    return resource.at("/metadata/name").asText();
  }

  private static int status(String url) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
