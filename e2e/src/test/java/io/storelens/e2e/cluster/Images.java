package io.storelens.e2e.cluster;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The images of this checkout on the cluster's nodes. They are loaded where {@code e2e/cluster}
 * brought the nodes up. The cluster of {@code KUBECONFIG} takes them from where {@code
 * -Dstorelens.images} says, such as {@code registry.example/shop}.
 */
final class Images {
  /** Where they come from; of {@code localhost} they must be on the nodes. */
  static final String REGISTRY = System.getProperty("storelens.images", "localhost");

  private static final List<String> MODULES =
      List.of("operator", "ingest-pod", "analyzer-pod", "report-pod", "e2e");
  private static final List<String> IN_THE_CHART =
      List.of("operator", "ingest-pod", "analyzer-pod", "report-pod", "database");
  private static final String BEFORE = "before";

  private Images() {}

  /**
   * Makes those that the build has just made known to the nodes.
   *
   * @throws IllegalStateException if one was not built
   */
  static void load(Cluster cluster) {
    if (cluster.isGiven()) {
      return;
    }
    for (String module : MODULES) {
      var image = Chart.HOME.resolve(module + "/target/storelens-" + module + ".tar");
      if (!Files.exists(image)) {
        throw new IllegalStateException(image + " is missing: run ./mvnw verify -Pe2e");
      }
      cluster.load(image);
    }
    cluster.load(
        Path.of(Cluster.script("database-image").lines().reduce("", (first, last) -> last)));
  }

  /** An image of this checkout, as a pod names it. */
  static String of(String name) {
    return REGISTRY + "/storelens-" + name + ":" + Chart.version();
  }

  /** Puts {@code @IMAGES@} and {@code @VERSION@} into YAML. */
  static String into(String yaml) {
    return yaml.replace("@IMAGES@", REGISTRY).replace("@VERSION@", Chart.version());
  }

  /**
   * The tag of the programs that a story upgrades from: those of this checkout under another name,
   * or, on the cluster of {@code KUBECONFIG}, those of {@code -Dstorelens.images.before}. Without
   * that the story is left out.
   */
  static String tagBefore(Cluster cluster) {
    if (cluster.isGiven()) {
      var tag = System.getProperty("storelens.images.before", "");
      if (tag.isEmpty()) {
        abort("an upgrade of the cluster of KUBECONFIG needs -Dstorelens.images.before=TAG");
      }
      return tag;
    }
    for (var image : IN_THE_CHART) {
      Cluster.script("tag", of(image), REGISTRY + "/storelens-" + image + ":" + BEFORE);
    }
    return BEFORE;
  }
}
