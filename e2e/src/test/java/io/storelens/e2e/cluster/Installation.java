package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Storelens in a namespace of its own on the node: the chart, a database, and a chain of stores.
 */
final class Installation implements AutoCloseable {
  /** The region of the sample chain. */
  static final String REGION = "eu-west";

  /** The chain's YAML. */
  static final Path CHAIN = Chart.HOME.resolve("e2e/src/test/resources/node/chain");

  private static final Duration READY = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Cluster cluster;
  private final String namespace;

  private Installation(Cluster cluster, String namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  /**
   * Installs the chart into the new namespace {@code namespace}, and waits until it is ready.
   *
   * @param options of {@code helm install}
   */
  static Installation in(String namespace, String... options) {
    var cluster = Node.up();
    var installation = new Installation(cluster, namespace);
    installation.remove();
    cluster.ask("create", "namespace", namespace);
    cluster.ask("label", "namespace", namespace, "pod-security.kubernetes.io/enforce=restricted");
    installation.helm(
        Stream.concat(
                Stream.of(
                    "install",
                    "storelens",
                    Chart.FOLDER.toString(),
                    "--set",
                    "database.evaluation.enabled=true",
                    "--set",
                    "database.evaluation.storage.size=1Gi",
                    "--set",
                    "rbac.scope=namespaces",
                    // Other stories may have put the kinds there.
                    "--take-ownership",
                    "--force-conflicts"),
                Stream.of(options))
            .toArray(String[]::new));
    installation.awaitReady();
    return installation;
  }

  /** Where it is. */
  String namespace() {
    return namespace;
  }

  /** Applies the YAML of a file or a folder. */
  void apply(Path path) {
    ask("apply", "--filename", path.toString());
  }

  /** Applies YAML. */
  void applyText(String yaml) {
    try {
      var file = Files.createTempFile("storelens-", ".yaml");
      try {
        apply(Files.writeString(file, yaml));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The status of one condition of all resources of a kind. */
  List<String> conditions(String kinds, String type) {
    return rows(
        "get",
        kinds,
        "--output",
        "jsonpath={range .items[*]}{.status.conditions[?(@.type=='"
            + type
            + "')].status}{'\\n'}{end}");
  }

  /** Applies the sample chain, and waits until its cameras can upload. */
  void applyChain() {
    apply(CHAIN);
    await("every camera is Ready")
        .atMost(READY)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(conditions("cameras.storelens.io", "Ready"))
                    .hasSize(9)
                    .containsOnly("True"));
    await("the region is Ready")
        .atMost(READY)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> assertThat(conditions("regions.storelens.io", "Ready")).containsExactly("True"));
    awaitReady();
    await("the node leads the region's address to its FTP servers")
        .atMost(READY)
        .ignoreExceptions()
        .until(
            () ->
                Cluster.script(
                    "enter", "bash", "-c", "exec 3<>/dev/tcp/" + ftpAddress().replace(':', '/')),
            said -> true);
  }

  /** Waits until all pods that should be there are ready. */
  void awaitReady() {
    await("all pods are ready")
        .atMost(READY)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(notReady()).isEmpty());
  }

  /** What should be ready and is not. */
  List<String> notReady() {
    return rows(
            "get",
            "deployments,statefulsets",
            "--output",
            "jsonpath={range .items[*]}{.metadata.name} {.spec.replicas} {.status.readyReplicas}"
                + "{'\\n'}{end}")
        .stream()
        .filter(row -> !row.matches("\\S+ (\\d+) \\1"))
        .toList();
  }

  /** Runs {@code kubectl} in the namespace, which must succeed; what it printed. */
  String ask(String... arguments) {
    return cluster.ask(inNamespace(arguments));
  }

  /** The lines that {@code kubectl} prints. */
  List<String> rows(String... arguments) {
    return ask(arguments).lines().filter(line -> !line.isBlank()).toList();
  }

  /** One resource. */
  JsonNode get(String kind, String name) {
    return json(ask("get", kind, name, "--output", "json"));
  }

  /** A value of a Secret. */
  String secret(String name, String key) {
    var value = get("secret", name).path("data").path(key).asText();
    return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
  }

  /** The pods of one part of the region that run and are not ending, sorted. */
  List<String> pods(String component) {
    return rows(
            "get",
            "pods",
            "--selector",
            "app.kubernetes.io/component=" + component,
            "--output",
            "jsonpath={range .items[*]}{.metadata.name} {.metadata.deletionTimestamp}{'\\n'}{end}")
        .stream()
        .filter(row -> row.endsWith(" "))
        .map(String::strip)
        .sorted()
        .toList();
  }

  /** Where cameras upload to, from the region's status: host and port. */
  String ftpAddress() {
    var status = get("region.storelens.io", REGION).path("status");
    return status.path("address").asText() + ":" + status.path("port").asText();
  }

  /**
   * Asks the report of all stores up to tomorrow, by HTTP, as a tool would.
   *
   * @return its summary
   */
  JsonNode summary() {
    var address = get("service", "storelens-report").at("/spec/clusterIP").asText();
    return json(
        Cluster.script(
            "enter",
            "curl",
            "--silent",
            "--show-error",
            "--fail",
            "--max-time",
            "20",
            "--user",
            "admin:" + secret("storelens-report-admin", "password"),
            "http://" + address + "/api/v1/reports/summary"));
  }

  /** Waits until the report counts {@code photos} photos, no more and no fewer. */
  void awaitPhotos(int photos, Duration longest) {
    await("the report counts " + photos + " photos")
        .atMost(longest)
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(summary().path("photos").asInt()).isEqualTo(photos));
  }

  /** How many photos an FTP server has stored since its start, by its metrics. */
  int photosStored(String pod) {
    var address = get("pod", pod).at("/status/podIP").asText();
    return Cluster.script(
            "enter", "curl", "--silent", "--fail", "http://" + address + ":9090/metrics")
        .lines()
        .filter(line -> line.startsWith("storelens_ingest_uploads_total{outcome=\"stored\""))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Runs {@code helm} on the release; what it printed. */
  String helm(String command, String... options) {
    var arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--namespace", namespace));
    var outcome = Cluster.helm(arguments.toArray(String[]::new));
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return outcome.output();
  }

  private void helm(String[] arguments) {
    helm(arguments[0], List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
  }

  /** What the pods of a Deployment or StatefulSet have logged. */
  String log(String workload) {
    return ask("logs", workload, "--all-pods=true", "--tail=-1");
  }

  private void remove() {
    // In the order of the manual: regions before the operator that hands their photos over.
    cluster.kubectl(
        inNamespace("delete", "cameras,stores,regions", "--all", "--wait=true", "--timeout=120s"));
    Cluster.helm("uninstall", "storelens", "--namespace", namespace, "--ignore-not-found");
    cluster.kubectl("delete", "namespace", namespace, "--ignore-not-found", "--wait=true");
  }

  @Override
  public void close() {
    remove();
  }

  private String[] inNamespace(String... arguments) {
    return Stream.concat(Stream.of("--namespace", namespace), Stream.of(arguments))
        .toArray(String[]::new);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + text, e);
    }
  }
}
