package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A platform team renders the chart with its values, and a real API server takes what comes out.
 */
@Tag("cluster")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChartE2E {
  private static final Path VALUES = Chart.HOME.resolve("e2e/src/test/resources/chart");
  private static final String PLAIN = "charts/plain/storelens.yaml";

  private static final String PLAIN_HEADER =
      """
      # Storelens without Helm: the chart of charts/storelens, rendered with charts/plain/values.yaml.
      #
      #   kubectl create namespace storelens
      #   kubectl -n storelens create secret generic storelens-database \\
      #     --from-literal=url=jdbc:postgresql://HOST:5432/DATABASE --from-literal=user=USER --from-literal=password=PASSWORD
      #   kubectl -n storelens create secret generic storelens-report-admin --from-literal=password=PASSWORD
      #   kubectl apply --server-side -f charts/plain/storelens.yaml
      """;

  private static Cluster cluster;

  @TempDir private Path folder;

  @BeforeAll
  static void up() {
    cluster = Cluster.up();
    assertThat(
            cluster.kubectl(
                "apply",
                "--server-side",
                "--force-conflicts",
                "--filename",
                Chart.HOME.resolve("crds/yaml").toString()))
        .isEmpty();
    cluster.kubectl("create", "namespace", Chart.NAMESPACE); // or it is there
    cluster.kubectl("create", "namespace", "storelens-e2e");
    cluster.kubectl("create", "namespace", "shops-eu");
    cluster.kubectl("create", "namespace", "shops-us");
  }

  static Stream<Path> valuesFiles() throws IOException {
    try (var files = Files.list(VALUES)) {
      return Stream.concat(
          files.sorted().toList().stream(),
          Stream.of(
              Chart.FOLDER.resolve("values-azure.yaml"),
              Chart.HOME.resolve("charts/plain/values.yaml")))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void isTakenByTheApiServer(Path values) throws IOException {
    // Given
    var chart = Chart.rendered("--values", values.toString());
    var file = Files.writeString(folder.resolve("rendered.yaml"), chart.text());
    // When
    var fault =
        cluster.kubectl(
            "apply",
            "--server-side",
            "--dry-run=server",
            "--force-conflicts",
            "--validate=strict",
            "--filename",
            file.toString());
    // Then
    assertThat(fault).isEmpty();
    assertThat(chart.resources()).hasSizeGreaterThan(5);
  }

  @Test
  void comesWithARegionForAzureThatTheApiServerTakes() {
    assertThat(
            cluster.kubectl(
                "apply",
                "--server-side",
                "--dry-run=server",
                "--force-conflicts",
                "--validate=strict",
                "--filename",
                Chart.HOME.resolve("charts/azure/region.yaml").toString()))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void givesNoPodMoreThanItNeeds(Path values) {
    for (var workload : Chart.rendered("--values", values.toString()).workloads()) {
      var pod = workload.pod();
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).as(workload.name()).isTrue();
      assertThat(pod.at("/securityContext/seccompProfile/type").asText())
          .isEqualTo("RuntimeDefault");
      // Only the operator speaks to the API server.
      assertThat(pod.path("automountServiceAccountToken").asText())
          .as(workload.name())
          .isEqualTo(Boolean.toString(workload.name().equals("Deployment storelens-operator")));
      for (var container : pod.path("containers")) {
        var security = container.path("securityContext");
        assertThat(security.path("readOnlyRootFilesystem").asBoolean())
            .as(workload.name())
            .isTrue();
        assertThat(security.path("allowPrivilegeEscalation").asText()).isEqualTo("false");
        assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(container.at("/resources/requests").has("cpu")).as(workload.name()).isTrue();
        assertThat(container.at("/resources/limits").has("memory")).as(workload.name()).isTrue();
      }
    }
  }

  @Test
  void pullsEveryImageFromTheRegistryAndWithTheSecretsGiven() {
    // When
    var chart = Chart.rendered("--values", VALUES.resolve("everything.yaml").toString());
    // Then
    assertThat(chart.images())
        .hasSize(4)
        .allMatch(image -> image.startsWith("registry.example.com/mirror/storelens-"))
        .anyMatch(image -> image.endsWith("storelens-report-pod@sha256:" + "1".repeat(64)))
        .filteredOn(image -> !image.contains("@"))
        .allMatch(image -> image.endsWith(":1.2.3"));
    for (var workload : chart.workloads()) {
      assertThat(workload.pod().path("imagePullSecrets"))
          .as(workload.name())
          .extracting(secret -> secret.path("name").asText())
          .containsExactly("mirror", "second");
    }
    assertThat(environment(chart, "OPERATOR_IMAGE_PULL_SECRETS")).isEqualTo("mirror,second");
  }

  @Test
  void handsTheOperatorItsSettings() {
    // When
    var chart = Chart.rendered("--values", VALUES.resolve("everything.yaml").toString());
    // Then
    assertThat(environment(chart, "OPERATOR_REGIONS")).isEqualTo("eu-west,us-east");
    assertThat(environment(chart, "OPERATOR_NAMESPACES")).isEqualTo("shops-eu,shops-us");
    assertThat(environment(chart, "OPERATOR_PHOTOS_PER_SECOND")).isEqualTo("12.5");
    assertThat(environment(chart, "OPERATOR_PEAK")).isEqualTo("3");
    assertThat(environment(chart, "OPERATOR_LEAD_TIME")).isEqualTo("PT30M");
    assertThat(environment(chart, "OPERATOR_PROMETHEUS"))
        .isEqualTo("http://prometheus.monitoring:9090");
    assertThat(secretOf(chart, "storelens-operator", "DATABASE_URL")).isEqualTo("owner");
    assertThat(secretOf(chart, "storelens-operator", "ANALYZER_DATABASE_PASSWORD"))
        .isEqualTo("writer");
    assertThat(secretOf(chart, "storelens-report", "DATABASE_PASSWORD")).isEqualTo("reader");
  }

  @Test
  void needsNothingOfTheClusterWhereItIsNamespaced() {
    // When
    var chart = Chart.rendered("--values", VALUES.resolve("namespaced.yaml").toString());
    // Then
    assertThat(chart.resources())
        .extracting(resource -> resource.path("kind").asText())
        .doesNotContain("ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition");
    assertThat(chart.all("Role"))
        .extracting(role -> role.at("/metadata/namespace").asText())
        .containsExactlyInAnyOrder(Chart.NAMESPACE, "storelens-e2e");
    assertThat(environment(chart, "OPERATOR_NAMESPACES")).isEqualTo("storelens-e2e");
  }

  @ParameterizedTest
  @CsvSource({"true, keep", "false, ''"})
  void keepsTheKindsUnlessToldNotTo(boolean keep, String policy) {
    var chart = Chart.rendered("--set", "database.secret=owner", "--set", "crds.keep=" + keep);
    assertThat(chart.all("CustomResourceDefinition"))
        .hasSize(3)
        .allMatch(
            kind ->
                kind.at("/metadata/annotations/helm.sh~1resource-policy").asText().equals(policy));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "database.evaluation.enable=true | additional properties 'enable' not allowed",
        "operator.replicas=0 | minimum",
        "images.pullPolicy=Sometimes | images",
        "report.queryTimeout=5s | queryTimeout",
        "images.digests.report=abc | digests",
        "database.secret= | database.secret is required",
        "report.ingress.enabled=true | report.ingress.host is required",
        "report.oidc.issuer=https://login.example.com | report.accessSecret is required",
        "report.oidc.issuer=http://login.example.com | issuer",
        "database.evaluation.enabled=true | exclude each other",
      })
  void refusesWhatCannotWork(String setting, String message) {
    // When
    var outcome = Chart.render("--set", "database.secret=owner", "--set", setting);
    // Then
    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.output()).contains(message);
  }

  @Order(1) // where it writes the files, the chart is rendered with them
  @ParameterizedTest
  @ValueSource(strings = {"cameras", "regions", "stores"})
  void hasTheKindsOfTheCheckout(String kind) throws IOException {
    var name = kind + ".storelens.io.yaml";
    isOrBecomes("charts/storelens/files/crds/" + name, Chart.file("crds/yaml/" + name));
  }

  @Order(1) // where it writes the files, the chart is rendered with them
  @ParameterizedTest
  @ValueSource(strings = {"clusterrole.yaml", "role.yaml"})
  void givesTheOperatorTheRoleItIsTestedUnder(String file) throws IOException {
    isOrBecomes("charts/storelens/files/rbac/" + file, Chart.file("operator/rbac/" + file));
  }

  @Test
  void hasTheVersionOfTheCheckout() {
    var version = Chart.version();
    assertThat(Chart.file("charts/storelens/Chart.yaml"))
        .contains("\nversion: " + version + "\n", "\nappVersion: " + version + "\n");
  }

  @Test
  void isWhatThePlainYamlSays() throws IOException {
    var values = Chart.HOME.resolve("charts/plain/values.yaml").toString();
    var rendered = PLAIN_HEADER + Chart.rendered("--values", values, "--skip-tests").text() + "\n";
    isOrBecomes(PLAIN, rendered);
  }

  @Test
  void hasAListOfItsImages() throws IOException {
    var chart = Chart.rendered("--set", "database.evaluation.enabled=true");
    isOrBecomes("charts/storelens/images.txt", String.join("\n", chart.images()) + "\n");
  }

  /** With {@code -Dstorelens.update=true} the file is written instead. */
  private static void isOrBecomes(String file, String content) throws IOException {
    if (Boolean.getBoolean("storelens.update")) {
      Files.writeString(Chart.HOME.resolve(file), content);
    }
    assertThat(Chart.file(file))
        .as(file + ": update it with -Dstorelens.update=true")
        .isEqualTo(content);
  }

  private static String environment(Chart chart, String name) {
    return variable(chart, "storelens-operator", name).path("value").asText();
  }

  private static String secretOf(Chart chart, String deployment, String name) {
    return variable(chart, deployment, name).at("/valueFrom/secretKeyRef/name").asText();
  }

  private static JsonNode variable(Chart chart, String deployment, String name) {
    var pods =
        chart.workloads().stream()
            .filter(workload -> workload.name().equals("Deployment " + deployment))
            .toList();
    assertThat(pods).hasSize(1);
    for (var variable : pods.get(0).pod().at("/containers/0/env")) {
      if (variable.path("name").asText().equals(name)) {
        return variable;
      }
    }
    throw new AssertionError(deployment + " has no " + name);
  }
}
