package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A platform team writes a resource, with Kubernetes or without: a real API server and the program
 * that runs without one accept and refuse the same, for the same fields.
 */
@Tag("cluster")
class ResourcesOnApiServerE2E {
  private static final Path HOME = Path.of(System.getProperty("storelens.home")).normalize();
  private static final Path SAMPLES =
      HOME.resolve("e2e/src/test/resources/io/storelens/e2e/cluster");

  @TempDir static Path folder;
  private static ApiServer server;
  private static Standalone standalone;

  @BeforeAll
  static void defineResources() {
    server = new ApiServer(Cluster.up().kubeconfig());
    for (String plural : List.of("regions", "stores", "cameras")) {
      server.define(HOME.resolve("crds/yaml/" + plural + ".storelens.io.yaml"));
    }
    standalone = new Standalone(folder);
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  static Stream<ResourceText> sound() {
    return Stream.of(
            ResourceText.below(SAMPLES, ".*\\.yaml"),
            ResourceText.below(HOME.resolve("examples"), ".*\\.ya?ml"),
            ResourceText.below(HOME.resolve("standalone/src/test"), "in-.*\\.yaml"))
        .flatMap(List::stream);
  }

  static Stream<ResourceText> faulty() {
    return ResourceText.below(HOME.resolve("standalone/src/test"), "invalid-.*\\.yaml").stream();
  }

  @ParameterizedTest
  @MethodSource("sound")
  void bothAcceptEverySample(ResourceText resource) {
    assertThat(standalone.judge(resource.text())).isEqualTo(Verdict.ACCEPTED);
    assertThat(server.judge(resource.kind(), resource.text())).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void bothSayTheSameOfEveryChangeInASample() {
    var differences = new ArrayList<String>();
    int refused = 0;
    for (var resource : ResourceText.below(SAMPLES, ".*\\.yaml")) {
      for (var mutation : Mutations.of(resource.tree())) {
        var expected = server.judge(resource.kind(), mutation.text());
        var actual = standalone.judge(mutation.text());
        refused += expected.accepted() ? 0 : 1;
        if (differ(expected, actual)) {
          differences.add(
              "%s: %s%n  API server: %s%n  standalone: %s"
                  .formatted(resource, mutation.change(), expected, actual));
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(refused).isGreaterThan(1000);
  }

  /** Where the API server names no field, it could not read the resource far enough. */
  private static boolean differ(Verdict expected, Verdict actual) {
    return expected.accepted() != actual.accepted()
        || (!expected.fields().isEmpty() && !expected.fields().equals(actual.fields()));
  }
}
