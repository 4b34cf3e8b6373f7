package io.storelens.e2e.cluster;

import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * The disks of an installation's FTP servers. Each is a file system of 1 GiB in a file of the
 * toolbox's node, so that a story can fill it; volumes of many storage classes are as large as the
 * disk of the node.
 */
final class Disks {
  private static final int REPLICAS = 2;

  private final Cluster cluster;
  private final Toolbox toolbox;
  private final String namespace;

  Disks(Cluster cluster, Toolbox toolbox, String namespace) {
    this.cluster = cluster;
    this.toolbox = toolbox;
    this.namespace = namespace;
  }

  /** Makes them, before the claims for them are there. */
  void make() {
    for (int replica : IntStream.range(0, REPLICAS).toArray()) {
      var path = path(replica).toString();
      var file = path + ".img";
      toolbox.askNode("mkdir", "-p", path);
      toolbox.askNode("truncate", "--size=1G", file);
      // The kubelet changes nobody's rights on a folder of the node.
      toolbox.askNode("mkfs.ext4", "-q", "-F", "-m", "0", "-E", "root_owner=65532:65532", file);
      toolbox.askNode("mount", "-o", "loop", file, path);
      cluster.applyText(
          Chart.file("e2e/src/test/resources/node/disk.yaml")
              .replace("@NAME@", name(replica))
              .replace("@NAMESPACE@", namespace)
              .replace("@CLAIM@", Installation.REGION + "-ingest-" + replica)
              .replace("@CLASS@", storageClass())
              .replace("@NODE@", toolbox.node())
              .replace("@PATH@", path));
    }
  }

  /** The class that claims have which name none. */
  private String storageClass() {
    return cluster.ask(
        "get",
        "storageclasses",
        "--output",
        "jsonpath={.items[?(@.metadata.annotations.storageclass\\.kubernetes\\.io/is-default-class"
            + "=='true')].metadata.name}");
  }

  /** Leaves no byte free on any of them. */
  void fill() {
    for (int replica : IntStream.range(0, REPLICAS).toArray()) {
      // It fails, as it does when a disk is full.
      toolbox.runOnNode("dd", "if=/dev/zero", "of=" + filler(replica), "bs=1M");
    }
  }

  /** Takes away what {@link #fill} wrote. */
  void free() {
    for (int replica : IntStream.range(0, REPLICAS).toArray()) {
      toolbox.askNode("rm", "-f", filler(replica));
    }
  }

  /** Removes them, once nothing uses them; also where some are not there. */
  void remove() {
    for (int replica : IntStream.range(0, REPLICAS).toArray()) {
      cluster.kubectl("delete", "persistentvolume", name(replica), "--ignore-not-found");
      toolbox.runOnNode("umount", path(replica).toString());
      toolbox.runOnNode("rm", "-f", path(replica) + ".img");
    }
  }

  private String filler(int replica) {
    return path(replica).resolve("filler").toString();
  }

  private String name(int replica) {
    return namespace + "-ingest-" + replica;
  }

  /** Our own cluster takes it away when it goes. */
  private Path path(int replica) {
    var folder = cluster.isOwn() ? cluster.files() : Path.of("/var/lib/storelens-stories");
    return folder.resolve("disks").resolve(name(replica));
  }
}
