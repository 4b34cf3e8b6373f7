package io.storelens.e2e.cluster;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;

/** What the network of the cluster can do. */
final class Network {
  private static final String NAMESPACE = "storelens-network";
  private static final Duration TRIED = Duration.ofMinutes(3);

  private Network() {}

  /**
   * Leaves a test out where the network enforces no NetworkPolicy, as some do not. Our own
   * cluster's has to.
   */
  static void requirePolicies(Cluster cluster) {
    if (!cluster.isOwn()) {
      assumeTrue(enforcesPolicies(cluster), "this cluster's network enforces no NetworkPolicy");
    }
  }

  private static boolean enforcesPolicies(Cluster cluster) {
    cluster.applyText(Images.into(Chart.file("e2e/src/test/resources/node/network.yaml")));
    try {
      return await("a pod that may reach nobody has tried to")
          .atMost(TRIED)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () ->
                  cluster.ask(
                      "get",
                      "pod",
                      "visitor",
                      "--namespace",
                      NAMESPACE,
                      "--output",
                      "jsonpath={.status.phase}"),
              phase -> phase.equals("Succeeded") || phase.equals("Failed"))
          .equals("Succeeded");
    } finally {
      cluster.ask("delete", "namespace", NAMESPACE, "--wait=true");
    }
  }
}
