package io.storelens.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.storelens.contract.directory.PasswordHash;
import io.storelens.crds.camera.Camera;
import io.storelens.operator.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeaderTakeoverIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int BEFORE = 20;
  private static final int AFTER = 40;

  @RegisterExtension static final RealCluster CLUSTER = new RealCluster();

  @Test
  void otherReplicaTakesOverFromAKilledLeaderAndDoublesNothing() {
    var chain = new SmallChain(CLUSTER);
    List<String> changes = new CopyOnWriteArrayList<>();
    try (var first = replica("operator-0")) {
      await().atMost(SOON).until(() -> holder().equals(Optional.of("operator-0")));
      try (var second = replica("operator-1");
          var cameras = watch(Camera.class, "Camera", changes);
          var secrets = watch(Secret.class, "Secret", changes)) {
        assertThat(cameras).isNotNull();
        assertThat(secrets).isNotNull();
        chain.addCameras(0, BEFORE);
        await().atMost(SOON).until(() -> chain.areReady(0, BEFORE));
        // It dies with these half done.
        chain.addCameras(BEFORE, AFTER);
        await().atMost(SOON).until(() -> passwords(changes) > BEFORE);

        first.kill();

        await().atMost(SOON).until(() -> chain.areReady(0, AFTER));
        assertThat(holder()).hasValue("operator-1");
        assertThat(second.isAlive()).isTrue();
        assertThat(second.log()).contains("leading");
      }
    }
    for (int number = 0; number < AFTER; number++) {
      String name = chain.camera(number);
      assertThat(changes)
          .as("one password, one status for each camera")
          .filteredOn(one -> one.endsWith(" " + name) || one.endsWith(" " + name + "-credentials"))
          .containsExactlyInAnyOrder(
              "ADDED Camera " + name,
              "MODIFIED Camera " + name,
              "ADDED Secret " + name + "-credentials");
      assertThat(chain.entry(name)).isPresent();
      assertThat(
              PasswordHash.matches(
                  chain.entry(name).orElseThrow().passwordHash(), chain.password(name)))
          .isTrue();
    }
  }

  @Test
  void leaderThatIsStoppedGivesTheLeaseUp() {
    try (var only = replica("operator-2")) {
      await().atMost(SOON).until(() -> holder().equals(Optional.of("operator-2")));
      only.stop();
      assertThat(only.log()).doesNotContain(" ERROR ", "not given up");
      assertThat(holder()).hasValue("");
    }
    try (var next = replica("operator-3")) {
      await().atMost(SOON).until(() -> holder().equals(Optional.of("operator-3")));
      assertThat(next.isAlive()).isTrue();
    }
  }

  private static long passwords(List<String> changes) {
    return changes.stream().filter(one -> one.matches("ADDED Secret .*-credentials")).count();
  }

  private static OperatorPod replica(String name) {
    var environment =
        new TreeMap<>(
            Map.of(
                "OPERATOR_NAMESPACES",
                CLUSTER.namespace(),
                "OPERATOR_INGEST_IMAGE",
                "example.test/ingest-pod:1",
                "OPERATOR_ANALYZER_IMAGE",
                "example.test/analyzer-pod:1",
                "POD_NAMESPACE",
                CLUSTER.namespace(),
                "POD_NAME",
                name));
    return OperatorPod.start(CLUSTER.shippedConfig(), environment);
  }

  private static Optional<String> holder() {
    return Optional.ofNullable(
            CLUSTER
                .admin()
                .resources(Lease.class)
                .inNamespace(CLUSTER.namespace())
                .withName(Labels.OPERATOR)
                .get())
        .map(lease -> lease.getSpec().getHolderIdentity());
  }

  /** Notes each change of a kind as {@code ACTION Kind name}. */
  private static <T extends HasMetadata> Watch watch(
      Class<T> type, String kind, List<String> changes) {
    return CLUSTER
        .admin()
        .resources(type)
        .inNamespace(CLUSTER.namespace())
        .watch(
            new Watcher<>() {
              @Override
              public void eventReceived(Action action, T resource) {
                changes.add(action + " " + kind + " " + resource.getMetadata().getName());
              }

              @Override
              public void onClose(WatcherException cause) {
                changes.add("ENDED " + kind);
              }
            });
  }
}
