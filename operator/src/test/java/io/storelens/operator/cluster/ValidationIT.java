package io.storelens.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the API server refuses, and what it says. The first line of a file is part of the message.
 */
class ValidationIT {
  private static final Path FOLDER = Path.of("src/test/resources/invalid");

  @RegisterExtension static final RealCluster CLUSTER = new RealCluster();

  static List<String> files() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void invalidResourceIsRefusedWithAMessage(String file) throws IOException {
    var text = Files.readString(FOLDER.resolve(file));

    assertThatThrownBy(() -> create(text))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(text.lines().findFirst().orElseThrow().substring(2));
  }

  @Test
  void regionOfAStoreAndStoreOfACameraNeverChange() {
    create(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Store
        metadata: {name: paris-001}
        spec: {region: eu-west, country: FR, city: Paris, timeZone: Europe/Paris}
        """);
    create(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Camera
        metadata: {name: cam-1}
        spec: {store: paris-001}
        """);

    assertThatThrownBy(
            () ->
                apply(
                    """
                    apiVersion: storelens.io/v1alpha1
                    kind: Store
                    metadata: {name: paris-001}
                    spec: {region: eu-east, country: FR, city: Paris, timeZone: Europe/Paris}
                    """))
        .hasMessageContaining("region is immutable");
    assertThatThrownBy(
            () ->
                apply(
                    """
                    apiVersion: storelens.io/v1alpha1
                    kind: Camera
                    metadata: {name: cam-1}
                    spec: {store: paris-002}
                    """))
        .hasMessageContaining("store is immutable");
  }

  @Test
  void diskOfARegionNeitherShrinksNorMoves() {
    create(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Region
        metadata: {name: disks}
        spec: {ingest: {storage: {size: 20Gi, class: fast}}}
        """);

    assertThatThrownBy(() -> apply(disks("{size: 10Gi, class: fast}")))
        .hasMessageContaining("a volume cannot shrink");
    assertThatThrownBy(() -> apply(disks("{size: 20Gi, class: slow}")))
        .hasMessageContaining("class is immutable");
    apply(disks("{size: 20480Mi, class: fast}"));
  }

  private static String disks(String storage) {
    return """
    apiVersion: storelens.io/v1alpha1
    kind: Region
    metadata: {name: disks}
    spec: {ingest: {storage: %s}}
    """
        .formatted(storage);
  }

  @Test
  void dryRunOnTheServerTellsDefaultsAndMakesNothing() {
    var resource =
        CLUSTER
            .admin()
            .resource(
                """
                apiVersion: storelens.io/v1alpha1
                kind: Store
                metadata: {name: dry}
                spec: {region: eu-west, country: FR, city: Paris, timeZone: Europe/Paris}
                """)
            .inNamespace(CLUSTER.namespace());

    HasMetadata answer = resource.dryRun().create();

    assertThat(answer.getMetadata().getUid()).isNotEmpty();
    assertThat((Object) resource.get()).isNull();
  }

  private static void create(String yaml) {
    CLUSTER.admin().load(stream(yaml)).inNamespace(CLUSTER.namespace()).create();
  }

  private static void apply(String yaml) {
    CLUSTER
        .admin()
        .load(stream(yaml))
        .inNamespace(CLUSTER.namespace())
        .forceConflicts()
        .serverSideApply();
  }

  private static ByteArrayInputStream stream(String yaml) {
    return new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
  }
}
