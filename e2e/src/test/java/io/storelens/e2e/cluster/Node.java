package io.storelens.e2e.cluster;

/** A cluster with a node that runs pods, and has the images of this checkout. */
final class Node {
  private Node() {}

  /**
   * Brings it up where it is not, and gives it the images that the build has just made.
   *
   * @throws IllegalStateException if that is not possible, with what the script said
   */
  static Cluster up() {
    var cluster = Cluster.up("--node");
    Images.load(cluster);
    return cluster;
  }
}
