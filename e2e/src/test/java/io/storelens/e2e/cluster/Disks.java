package io.storelens.e2e.cluster;

import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * The disks of an installation's FTP servers. Each is a file system of 1 GiB in a file, so that a
 * story can fill it; volumes of the node's storage class are as large as the machine's disk.
 */
final class Disks {
  private static final int REPLICAS = 2;

  private final Cluster cluster;
  private final String namespace;

  Disks(Cluster cluster, String namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  /** Makes them, before the claims for them are there. */
  void make() {
    for (int replica : IntStream.range(0, REPLICAS).toArray()) {
      var path = path(replica).toString();
      var file = path + ".img";
      Cluster.script("enter", "mkdir", "-p", path);
      Cluster.script("enter", "truncate", "--size=1G", file);
      // The kubelet changes nobody's rights on a folder of the node.
      Cluster.script(
          "enter", "mkfs.ext4", "-q", "-F", "-m", "0", "-E", "root_owner=65532:65532", file);
      Cluster.script("enter", "mount", "-o", "loop", file, path);
      cluster.applyText(
          Chart.file("e2e/src/test/resources/node/disk.yaml")
              .replace("@NAME@", name(replica))
              .replace("@NAMESPACE@", namespace)
              .replace("@CLAIM@", Installation.REGION + "-ingest-" + replica)
              .replace("@PATH@", path));
    }
  }

  /** Leaves no byte free on any of them. */
  void fill() {
    for (int replica : IntStream.range(0, REPLICAS).toArray()) {
      // It fails, as it does when a disk is full.
      Cluster.run("enter", "dd", "if=/dev/zero", "of=" + filler(replica), "bs=1M");
    }
  }

  /** Takes away what {@link #fill} wrote. */
  void free() {
    for (int replica : IntStream.range(0, REPLICAS).toArray()) {
      Cluster.script("enter", "rm", "-f", filler(replica));
    }
  }

  /** Removes them, once nothing uses them; also where some are not there. */
  void remove() {
    for (int replica : IntStream.range(0, REPLICAS).toArray()) {
      cluster.kubectl("delete", "persistentvolume", name(replica), "--ignore-not-found");
      Cluster.run("enter", "umount", path(replica).toString());
      Cluster.run("enter", "rm", "-f", path(replica) + ".img");
    }
  }

  private String filler(int replica) {
    return path(replica).resolve("filler").toString();
  }

  private String name(int replica) {
    return namespace + "-ingest-" + replica;
  }

  private Path path(int replica) {
    return cluster.files().resolve("disks").resolve(name(replica));
  }
}
