package io.storelens.e2e.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A cluster with a node that runs pods, and has the images of this checkout. */
final class Node {
  private static final List<String> MODULES =
      List.of("operator", "ingest-pod", "analyzer-pod", "report-pod");

  private Node() {}

  /**
   * Brings it up where it is not, and gives it the images that the build has just made.
   *
   * @throws IllegalStateException if that is not possible, with what the script said
   */
  static Cluster up() {
    var cluster = Cluster.up("--node");
    for (String module : MODULES) {
      var image = Chart.HOME.resolve(module + "/target/storelens-" + module + ".tar");
      if (!Files.exists(image)) {
        throw new IllegalStateException(image + " is missing: run ./mvnw verify -Pe2e");
      }
      cluster.load(image);
    }
    cluster.load(
        Path.of(Cluster.script("database-image").lines().reduce("", (first, last) -> last)));
    return cluster;
  }
}
