package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A platform team installs the chart on a real node, upgrades it, and takes it away again. */
@Tag("node")
@Order(1) // Its operator looks after all namespaces.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstallE2E {
  private static final String NAMESPACE = "storelens-install";
  private static final Duration READY = Duration.ofMinutes(4);

  private static Cluster cluster;

  @TempDir private Path folder;

  @BeforeAll
  static void install() {
    cluster = Node.up();
    cluster.kubectl("delete", "namespace", NAMESPACE, "--ignore-not-found", "--wait=true");
    cluster.ask("create", "namespace", NAMESPACE);
    // The node refuses what is not restricted; a warning would be overlooked.
    cluster.ask("label", "namespace", NAMESPACE, "pod-security.kubernetes.io/enforce=restricted");
    helm(
        "install",
        "storelens",
        Chart.FOLDER.toString(),
        "--set",
        "database.evaluation.enabled=true",
        "--set",
        "database.evaluation.storage.size=1Gi",
        "--set",
        "images.registry=" + Images.REGISTRY,
        // Other stories may have put the kinds there.
        "--take-ownership",
        "--force-conflicts");
  }

  @AfterAll
  static void remove() {
    Cluster.helm("uninstall", "storelens", "--namespace", NAMESPACE, "--ignore-not-found");
    cluster.kubectl("delete", "namespace", NAMESPACE, "--wait=false");
  }

  @Test
  @Order(1)
  void isReadyAndSaysSo() {
    await("all pods are ready")
        .atMost(READY)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(notReady()).isEmpty());
    assertThat(helm("test", "storelens")).contains("Succeeded");
  }

  @Test
  @Order(2)
  void logsNoErrorAndNoPassword() {
    var password = secret("storelens-database");
    var admin = secret("storelens-report-admin");
    for (var workload : List.of("deployment/storelens-operator", "deployment/storelens-report")) {
      var log =
          cluster.ask("logs", "--namespace", NAMESPACE, workload, "--all-pods=true", "--tail=-1");
      assertThat(log).as(workload).contains("started");
      assertThat(log).as(workload).doesNotContain(" ERROR ", password, admin);
    }
  }

  @Test
  @Order(3)
  void runsTheImagesOfIngestAndAnalyzerWithTheirNativeLibraries() throws IOException {
    // Given
    var pods = Chart.file("e2e/src/test/resources/node/pods.yaml");
    var file = Files.writeString(folder.resolve("pods.yaml"), Images.into(pods));
    // When
    cluster.ask("apply", "--namespace", NAMESPACE, "--filename", file.toString());
    // Then
    cluster.ask(
        "wait",
        "--namespace",
        NAMESPACE,
        "--for=condition=Ready",
        "--timeout=120s",
        "pod/analyzer");
    assertThat(cluster.ask("logs", "--namespace", NAMESPACE, "analyzer"))
        .contains("turboJpeg=\"true\"");
    await("the ingest listens")
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(cluster.ask("logs", "--namespace", NAMESPACE, "ingest"))
                    .contains("ready for cameras"));
    cluster.ask("delete", "--namespace", NAMESPACE, "pod", "analyzer", "ingest");
  }

  @ParameterizedTest
  @Order(4)
  @CsvSource({
    "yes, watch, cameras.storelens.io",
    "yes, create, statefulsets.apps",
    "no, delete, cameras.storelens.io",
    "no, update, stores.storelens.io",
    "no, create, pods",
    "no, create, pods/exec",
    "no, get, nodes",
    "no, delete, namespaces",
    "no, create, customresourcedefinitions.apiextensions.k8s.io",
    "no, create, clusterrolebindings.rbac.authorization.k8s.io",
    "no, escalate, roles.rbac.authorization.k8s.io",
    "no, impersonate, users",
  })
  void letsTheOperatorDoWhatIsListedAndNothingMore(String answer, String verb, String kind) {
    var outcome =
        cluster.kubectl(
            "auth",
            "can-i",
            verb,
            kind,
            "--namespace",
            NAMESPACE,
            "--as",
            "system:serviceaccount:" + NAMESPACE + ":storelens-operator",
            "--quiet");
    assertThat(outcome.isEmpty()).as(verb + " " + kind).isEqualTo(answer.equals("yes"));
  }

  @ParameterizedTest
  @Order(4)
  @CsvSource({"of-storelens, storelens, Succeeded", "stranger, something-else, Failed"})
  void letsOnlyItsOwnPodsReachTheDatabase(String name, String partOf, String phase)
      throws IOException {
    // Given
    if (phase.equals("Failed")) {
      Network.requirePolicies(cluster);
    }
    var address =
        cluster.ask(
            "get",
            "service",
            "storelens-database",
            "--namespace",
            NAMESPACE,
            "-o",
            "jsonpath={.spec.clusterIP}");
    var visitor =
        Images.into(Chart.file("e2e/src/test/resources/node/visitor.yaml"))
            .replace("@NAME@", name)
            .replace("@PART_OF@", partOf)
            .replace("@ADDRESS@", address);
    var file = Files.writeString(folder.resolve("visitor.yaml"), visitor);
    // When
    cluster.ask("apply", "--namespace", NAMESPACE, "--filename", file.toString());
    // Then
    await("the visitor has tried")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        cluster.ask(
                            "get",
                            "pod",
                            name,
                            "--namespace",
                            NAMESPACE,
                            "-o",
                            "jsonpath={.status.phase}"))
                    .isEqualTo(phase));
    cluster.ask("delete", "--namespace", NAMESPACE, "pod", name);
  }

  @Test
  @Order(5)
  void keepsItsPasswordsAndPodsWhenUpgradedToTheSame() {
    // Given
    var password = secret("storelens-database");
    var pods = pods();
    // When
    helm("upgrade", "storelens", Chart.FOLDER.toString(), "--reuse-values");
    // Then
    assertThat(secret("storelens-database")).isEqualTo(password);
    assertThat(pods()).isEqualTo(pods);
  }

  @Test
  @Order(6)
  void leavesWhatItSaysAndNothingElse() {
    // When
    helm("uninstall", "storelens", "--wait");
    // Then
    await("pods are gone")
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(pods()).isEmpty());
    assertThat(left("secrets")).containsExactly("storelens-database");
    assertThat(left("persistentvolumeclaims")).containsExactly("data-storelens-database-0");
    assertThat(left("deployments,statefulsets,services,roles,rolebindings,networkpolicies"))
        .isEmpty();
    assertThat(left("poddisruptionbudgets,ingresses,configmaps"))
        .containsExactly("kube-root-ca.crt");
    assertThat(left("serviceaccounts")).containsExactly("default");
    assertThat(left("clusterroles,clusterrolebindings"))
        .noneMatch(name -> name.contains(NAMESPACE));
    assertThat(left("customresourcedefinitions"))
        .filteredOn(name -> name.endsWith("storelens.io"))
        .hasSize(3);
  }

  private static String helm(String command, String... options) {
    var arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--namespace", NAMESPACE));
    var outcome = Cluster.helm(arguments.toArray(String[]::new));
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return outcome.output();
  }

  private static String secret(String name) {
    return new String(
        Base64.getDecoder()
            .decode(
                cluster.ask(
                    "get",
                    "secret",
                    name,
                    "--namespace",
                    NAMESPACE,
                    "-o",
                    "jsonpath={.data.password}")),
        StandardCharsets.UTF_8);
  }

  private static List<String> notReady() {
    return rows(
            "get",
            "deployments,statefulsets",
            "--namespace",
            NAMESPACE,
            "-o",
            "jsonpath={range .items[*]}{.metadata.name} {.spec.replicas}"
                + " {.status.readyReplicas}{'\\n"
                + "'}{end}")
        .stream()
        .filter(row -> !row.matches("\\S+ (\\d+) \\1"))
        .toList();
  }

  private static List<String> pods() {
    return rows("get", "pods", "--namespace", NAMESPACE, "-o", "name");
  }

  private static List<String> left(String kinds) {
    return rows(
        "get",
        kinds,
        "--namespace",
        NAMESPACE,
        "-o",
        "jsonpath={range .items[*]}{.metadata.name}{'\\n'}{end}");
  }

  private static List<String> rows(String... arguments) {
    return cluster.ask(arguments).lines().filter(line -> !line.isBlank()).toList();
  }
}
