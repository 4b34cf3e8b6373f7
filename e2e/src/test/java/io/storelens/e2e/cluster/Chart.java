package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The chart, rendered with some values.
 *
 * @param text what would be applied
 * @param resources the same, read
 */
record Chart(String text, List<JsonNode> resources) {
  static final Path HOME = Path.of(System.getProperty("storelens.home")).normalize();
  static final Path FOLDER = HOME.resolve("charts/storelens");
  static final String NAMESPACE = "storelens";

  private static final YAMLMapper YAML = new YAMLMapper();

  /** Renders it with options such as {@code --set a=b}; it must be possible. */
  static Chart rendered(String... options) {
    var outcome = render(options);
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return new Chart(outcome.output(), read(outcome.output()));
  }

  /** Tries to render it. */
  static Cluster.Outcome render(String... options) {
    var arguments =
        Stream.concat(
            Stream.of(
                "template",
                "storelens",
                FOLDER.toString(),
                "--namespace",
                NAMESPACE,
                "--kube-version",
                "1.37"),
            Stream.of(options));
    return Cluster.helm(arguments.toArray(String[]::new));
  }

  private static List<JsonNode> read(String text) {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      return documents.readAll().stream().filter(document -> document.hasNonNull("kind")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Resources of one kind. */
  List<JsonNode> all(String kind) {
    return resources.stream().filter(one -> one.path("kind").asText().equals(kind)).toList();
  }

  /** The pods of Deployments, StatefulSets and tests, by what makes them. */
  List<Workload> workloads() {
    var workloads = new ArrayList<Workload>();
    for (var resource : resources) {
      String kind = resource.path("kind").asText();
      String name = kind + " " + resource.at("/metadata/name").asText();
      if (kind.equals("Pod")) {
        workloads.add(new Workload(name, resource.path("spec")));
      } else if (resource.at("/spec/template/spec").has("containers")) {
        workloads.add(new Workload(name, resource.at("/spec/template/spec")));
      }
    }
    return workloads;
  }

  /**
   * Pods of one kind.
   *
   * @param name kind and name of what makes them
   * @param pod their spec
   */
  record Workload(String name, JsonNode pod) {}

  /** Every image, of the chart's pods and of those the operator makes; sorted. */
  List<String> images() {
    var images = new ArrayList<String>();
    for (var workload : workloads()) {
      for (var container : workload.pod().path("containers")) {
        images.add(container.path("image").asText());
        container
            .path("env")
            .forEach(
                variable -> {
                  if (variable.path("name").asText().endsWith("_IMAGE")) {
                    images.add(variable.path("value").asText());
                  }
                });
      }
    }
    return images.stream().distinct().sorted(Comparator.naturalOrder()).toList();
  }

  /** The version of the checkout. */
  static String version() {
    return file("pom.xml").replaceFirst("(?s).*?\\n  <version>([^<]+)</version>.*", "$1");
  }

  /** The text of a file of the project. */
  static String file(String path) {
    try {
      return Files.readString(HOME.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
