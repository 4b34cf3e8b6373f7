package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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
  private static final Path GOLDEN = HOME.resolve("standalone/src/test/resources/resources");

  /**
   * What standalone alone refuses: tags, as it must not show values in messages; a list in the
   * place of a date, which the API server lets pass when it is empty and the text has a format;
   * values of a Secret that are no text, as nobody can log in with them.
   */
  private static final Pattern STRICTER =
      Pattern.compile(
          "this tag is not known|closedDates\\[\\d+]: is a list, not text"
              + "|(data|stringData)\\.\\w+: is not text");

  @TempDir static Path folder;
  private static Cluster cluster;
  private static ApiServer server;
  private static Standalone standalone;
  private static RuleMessages rules;

  @BeforeAll
  static void defineResources() {
    cluster = Cluster.up();
    server = new ApiServer(cluster.kubeconfig());
    for (String plural : List.of("regions", "stores", "cameras")) {
      server.define(HOME.resolve("crds/yaml/" + plural + ".storelens.io.yaml"));
    }
    standalone = new Standalone(folder);
    rules = RuleMessages.in(HOME.resolve("crds/yaml"));
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  static List<Path> soundFiles() {
    return Stream.of(
            YamlFiles.below(SAMPLES, ".*"),
            YamlFiles.below(HOME.resolve("examples"), ".*"),
            YamlFiles.below(GOLDEN, "in-.*"))
        .flatMap(List::stream)
        .toList();
  }

  static List<ResourceText> faulty() {
    return YamlFiles.below(GOLDEN, "invalid-.*").stream()
        .flatMap(file -> ResourceText.in(file).stream())
        .filter(resource -> ApiServer.knows(resource.kind()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("soundFiles")
  void bothAcceptASoundFile(Path file) throws IOException {
    String text = Files.readString(file);
    server.makeNamespaces(text);

    assertThat(standalone.judge(text)).isEqualTo(Verdict.ACCEPTED);
    assertThat(cluster.kubectl("create", "--dry-run=server", "--filename", file.toString()))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("faulty")
  void bothSayTheSameOfAFaultyFile(ResourceText resource) {
    server.makeNamespaces(resource.text());

    assertThat(differences(resource.kind(), resource.text())).isEmpty();
  }

  @Test
  void bothSayTheSameOfEveryChangeInASoundFile() {
    var differences = new ArrayList<String>();
    int changes = 0;
    for (var file :
        List.of(SAMPLES.resolve("every-field.yaml"), GOLDEN.resolve("in-design-sample.yaml"))) {
      for (var resource : ResourceText.in(file)) {
        for (var mutation : Mutations.of(resource.tree())) {
          changes++;
          differences(resource.kind(), mutation.text())
              .ifPresent(found -> differences.add(resource + ": " + mutation.change() + found));
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(changes).isGreaterThan(1000);
  }

  @Test
  void theApiServerKeepsWhatIsImmutable() {
    String store =
        """
        apiVersion: storelens.io/v1alpha1
        kind: Store
        metadata: {name: immutable-001}
        spec: {region: eu-west, country: FR, city: Paris, timeZone: Europe/Paris}
        """;

    var verdict =
        server.judgeChange("Store", "immutable-001", store, store.replace("west", "north"));

    assertThat(verdict.fields()).containsExactly("spec.region");
    assertThat(verdict.reason()).contains("region is immutable");
  }

  /**
   * How the two differ; empty when they agree. A resource that the API server cannot read to its
   * end is refused without the name of a field.
   */
  private static Optional<String> differences(String kind, String text) {
    var expected = server.judge(kind, text);
    var actual = standalone.judge(text);
    boolean same =
        expected.accepted() == actual.accepted()
            ? expected.fields().isEmpty()
                || (expected.agreesWith(actual) && rules.sameSaid(expected, actual))
            : expected.accepted() && STRICTER.matcher(actual.reason()).find();
    return same
        ? Optional.empty()
        : Optional.of("%n  API server: %s%n  standalone: %s".formatted(expected, actual));
  }
}
