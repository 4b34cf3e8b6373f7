package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Storelens in a namespace of its own on the node: the chart, a database, and a chain of stores.
 */
final class Installation implements AutoCloseable {
  /** The region of the sample chain. */
  static final String REGION = "eu-west";

  /** The chain's YAML. */
  static final Path CHAIN = Chart.HOME.resolve("e2e/src/test/resources/node/chain");

  private static final Duration READY = Duration.ofMinutes(10);
  private static final int CAMERAS = 9;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Cluster cluster;
  private final String namespace;
  private final String region;
  private final Toolbox toolbox;
  private final Disks disks;
  private final boolean stays;

  private Installation(Cluster cluster, String namespace, String region, boolean stays) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.region = region;
    this.toolbox = Toolbox.on(cluster);
    this.disks = new Disks(cluster, toolbox, namespace);
    this.stays = stays;
  }

  /** Installs the chart with an evaluation database, and the sample chain on disks of their own. */
  static Installation ofTheChain(String namespace) {
    return ofTheChain(namespace, false);
  }

  /** The same, or what an earlier run left of it; it stays when it is closed. */
  static Installation kept(String namespace) {
    var there = new Installation(Cluster.up("--node"), namespace, REGION, true);
    if (there.cluster.kubectl("get", "region.storelens.io", REGION, "-n", namespace).isEmpty()) {
      there.awaitChain();
      return there;
    }
    return ofTheChain(namespace, true);
  }

  private static Installation ofTheChain(String namespace, boolean stays) {
    var installation = new Installation(Node.up(), namespace, REGION, stays);
    installation.remove();
    installation.makeNamespace();
    installation.disks.make();
    installation.install(
        "--set",
        "database.evaluation.enabled=true",
        "--set",
        "database.evaluation.storage.size=1Gi",
        "--set",
        "operator.regions={" + REGION + "}");
    installation.apply(CHAIN);
    FtpCertificate.give(installation);
    installation.awaitChain();
    return installation;
  }

  /**
   * Installs the chart into the new namespace {@code namespace}, and waits until it is ready.
   *
   * @param region the one that its stories are about
   * @param secrets applied before it
   * @param options of {@code helm install}
   */
  static Installation in(String namespace, String region, String secrets, String... options) {
    var installation = new Installation(Cluster.up("--node"), namespace, region, false);
    installation.remove();
    installation.makeNamespace();
    installation.applyText(secrets);
    installation.install(options);
    return installation;
  }

  private void makeNamespace() {
    cluster.ask("create", "namespace", namespace);
    cluster.ask("label", "namespace", namespace, "pod-security.kubernetes.io/enforce=restricted");
  }

  private void install(String... options) {
    helm(
        "install",
        Stream.concat(
                Stream.of(
                    "storelens",
                    Chart.FOLDER.toString(),
                    "--set",
                    "rbac.scope=namespaces",
                    "--set",
                    "images.registry=" + Images.REGISTRY,
                    // Other stories may have put the kinds there.
                    "--take-ownership",
                    "--force-conflicts"),
                Stream.of(options))
            .toArray(String[]::new));
    awaitReady();
  }

  /** Where it runs. */
  Cluster cluster() {
    return cluster;
  }

  /** Clients and an administrator's tools on its cluster. */
  Toolbox toolbox() {
    return toolbox;
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
    cluster.applyText(yaml, "--namespace", namespace);
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

  /** Waits until the sample chain's cameras can upload. */
  void awaitChain() {
    await("every camera is Ready")
        .atMost(READY)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(conditions("cameras.storelens.io", "Ready"))
                    .hasSize(CAMERAS)
                    .containsOnly("True"));
    awaitRegion();
    // A node gives changed Secrets to its pods once a minute or so.
    await("every FTP server knows every camera")
        .atMost(READY)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(pods("ingest"))
                    .allSatisfy(
                        pod ->
                            assertThat(ask("logs", pod)).contains("accounts=\"" + CAMERAS + '"')));
  }

  /** Waits until cameras reach the region. */
  void awaitRegion() {
    await("the region is Ready")
        .atMost(READY)
        .pollInterval(Duration.ofSeconds(1))
        .until(this::isRegionReady);
    awaitReady();
    await("the node leads the region's address to its FTP servers")
        .atMost(READY)
        .ignoreExceptions()
        .until(
            () -> toolbox.ask("nc", "-w", "3", ftpAddress().replaceFirst(":.*", ""), ftpPort()),
            said -> true);
  }

  /** Whether the operator says that all of the region is as it should be. */
  boolean isRegionReady() {
    var now = get("region.storelens.io", region);
    for (var condition : now.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True")
            && condition.path("observedGeneration").asLong()
                == now.at("/metadata/generation").asLong();
      }
    }
    return false;
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
    return ofPods(component, "{.metadata.name} {.metadata.deletionTimestamp}").stream()
        .filter(row -> row.endsWith(" "))
        .map(String::strip)
        .sorted()
        .toList();
  }

  /** What the API server tells them apart by. */
  List<String> podUids(String component) {
    return ofPods(component, "{.metadata.uid}");
  }

  private List<String> ofPods(String component, String fields) {
    return rows(
        "get",
        "pods",
        "--selector",
        "app.kubernetes.io/component=" + component,
        "--output",
        "jsonpath={range .items[*]}" + fields + "{'\\n'}{end}");
  }

  /** Where cameras upload to, from the region's status: host and port. */
  String ftpAddress() {
    var status = get("region.storelens.io", region).path("status");
    return status.path("address").asText() + ":" + status.path("port").asText();
  }

  private String ftpPort() {
    return ftpAddress().replaceFirst(".*:", "");
  }

  /**
   * Asks the report by HTTP, as a tool would.
   *
   * @param query such as {@code region=eu-west}; empty for all stores
   * @return its summary of the last week
   */
  JsonNode summary(String query) {
    var address = get("service", "storelens-report").at("/spec/clusterIP").asText();
    return json(
        toolbox.ask(
            "curl",
            "--silent",
            "--show-error",
            "--fail",
            "--max-time",
            "20",
            "--user",
            "admin:" + secret("storelens-report-admin", "password"),
            "http://" + address + "/api/v1/reports/summary?" + query));
  }

  /** How many photos the report counts, of all stores. */
  int photos() {
    return photos("");
  }

  /** How many photos the report counts, with {@code query} as for {@link #summary}. */
  int photos(String query) {
    return summary(query).path("photos").asInt();
  }

  /** Waits until the report counts {@code photos} photos, no more and no fewer. */
  void awaitPhotos(int photos, Duration longest) {
    await("the report counts " + photos + " photos")
        .atMost(longest)
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(photos()).isEqualTo(photos));
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

  /** What the pods of a Deployment or StatefulSet have logged. */
  String log(String workload) {
    return ask("logs", workload, "--all-pods=true", "--tail=-1");
  }

  /** What the operators have logged; empty where none is there. */
  String operatorLog() {
    return rows("get", "pods", "--selector", "app.kubernetes.io/component=operator", "-o", "name")
        .stream()
        .map(pod -> ask("logs", pod, "--tail=-1"))
        .collect(Collectors.joining());
  }

  /** How often the containers of one part were started again. */
  int restarts(String component) {
    return rows(
            "get",
            "pods",
            "--selector",
            "app.kubernetes.io/component=" + component,
            "--output",
            "jsonpath={range .items[*]}{.status.containerStatuses[0].restartCount}{'\\n'}{end}")
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  /** The disks of the FTP servers, where the sample chain has its own. */
  Disks disks() {
    return disks;
  }

  /** Takes it away, and nothing that others need. */
  void remove() {
    // In the order of the manual: regions before the operator that hands their photos over.
    cluster.kubectl(
        inNamespace("delete", "cameras,stores,regions", "--all", "--wait=true", "--timeout=120s"));
    Cluster.helm("uninstall", "storelens", "--namespace", namespace, "--ignore-not-found");
    cluster.kubectl("delete", "namespace", namespace, "--ignore-not-found", "--wait=true");
    disks.remove();
  }

  @Override
  public void close() {
    if (!stays) {
      remove();
      toolbox.remove();
    }
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
