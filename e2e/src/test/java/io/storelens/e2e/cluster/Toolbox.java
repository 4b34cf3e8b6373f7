package io.storelens.e2e.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Stream;

/**
 * A pod on each node, with FTP clients, that may do there what an administrator may. It stands in
 * the cluster, where Services and pods have addresses, whoever runs the cluster.
 */
final class Toolbox {
  /** Where it is; here pods may have all rights. */
  static final String NAMESPACE = "storelens-toolbox";

  private static final String[] ON_THE_NODE = {"nsenter", "--target", "1", "--mount", "--"};

  private final Cluster cluster;

  private Toolbox(Cluster cluster) {
    this.cluster = cluster;
  }

  /** The one of {@code cluster}; it is put there where it is not, and stays. */
  static Toolbox on(Cluster cluster) {
    cluster.applyText(Images.into(Chart.file("e2e/src/test/resources/node/toolbox.yaml")));
    cluster.ask(
        "rollout", "status", "--namespace", NAMESPACE, "daemonset/toolbox", "--timeout=300s");
    return new Toolbox(cluster);
  }

  /**
   * Runs a program of the toolbox, which must succeed.
   *
   * @return what it printed
   */
  String ask(String... command) {
    var outcome = run(command);
    if (outcome.status() != 0) {
      // The rest may hold a password.
      throw new IllegalStateException(command[0] + " failed:\n" + outcome.output());
    }
    return outcome.output();
  }

  /** Runs a program of the toolbox on the first node. */
  Cluster.Outcome run(String... command) {
    return runIn(pods().get(0), command);
  }

  private static Cluster.Outcome runIn(String pod, String... command) {
    return Cluster.run(
        Stream.concat(
                Stream.of("kubectl", "exec", "--namespace", NAMESPACE, pod, "--"),
                Stream.of(command))
            .toArray(String[]::new));
  }

  /** Runs a program of the first node, as its root; it must succeed. */
  String askNode(String... command) {
    return ask(onTheNode(command));
  }

  /** Runs a program of the first node, as its root. */
  Cluster.Outcome runOnNode(String... command) {
    return run(onTheNode(command));
  }

  private static String[] onTheNode(String... command) {
    return Stream.concat(Stream.of(ON_THE_NODE), Stream.of(command)).toArray(String[]::new);
  }

  /** The name of the first node. */
  String node() {
    return cluster.ask(
        "get",
        "pod",
        pods().get(0),
        "--namespace",
        NAMESPACE,
        "--output",
        "jsonpath={.spec.nodeName}");
  }

  /**
   * Ends a program of pods at once, wherever they run. Programs of other pods are left alone.
   *
   * @param uids of the pods
   * @param program part of its command
   */
  void kill(List<String> uids, String program) {
    for (var pod : pods()) {
      var outcome =
          runIn(
              pod,
              Stream.concat(Stream.of("sh", "/toolbox/kill.sh", program), uids.stream())
                  .toArray(String[]::new));
      if (outcome.status() != 0) {
        throw new IllegalStateException("kill -9 of " + program + " failed: " + outcome.output());
      }
    }
  }

  /** Takes it away again. */
  void remove() {
    cluster.ask("delete", "namespace", NAMESPACE, "--ignore-not-found", "--wait=true");
  }

  /** Ends kubelet and containerd of each node at once; they start again. */
  void restartNodes() {
    if (cluster.isOwn()) {
      Cluster.script("restart-node");
      return;
    }
    assumeTrue(
        pods().stream()
            .allMatch(pod -> runIn(pod, "cat", "/proc/1/comm").output().equals("systemd")),
        "systemd of each node would have to start kubelet and containerd again");
    // Nobody answers when the way to the pod has ended with them.
    pods().forEach(pod -> runIn(pod, "killall", "-9", "kubelet", "containerd"));
  }

  private List<String> pods() {
    return cluster
        .ask(
            "get",
            "pods",
            "--namespace",
            NAMESPACE,
            "--selector=app=toolbox",
            "--output",
            "jsonpath={range .items[*]}{.metadata.name}{'\\n'}{end}")
        .lines()
        .sorted()
        .toList();
  }
}
