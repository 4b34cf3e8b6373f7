package io.storelens.operator.region;

import static io.storelens.operator.region.TestedRegion.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.storelens.crds.region.Capacity;
import io.storelens.crds.region.Region;
import io.storelens.operator.cluster.RealCluster;
import io.storelens.operator.cluster.RunningOperator;
import io.storelens.operator.cluster.SetClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Analyzers are there before the doors open. */
class RegionCapacityIT {
  /** A Monday: the store opens at 08:00 in Paris, which is 07:00 UTC. */
  private static final Instant AT_NIGHT = Instant.parse("2026-12-07T03:00:00Z");

  @RegisterExtension static final RealCluster CLUSTER = new RealCluster();

  private final TestedRegion region = new TestedRegion(CLUSTER);

  @Test
  void fewestAnalyzersFollowTheStoresHoursAheadOfTime() {
    var clock = new SetClock(AT_NIGHT);
    var settings = new HashMap<>(TestedRegion.settings());
    settings.put("OPERATOR_PHOTOS_PER_SECOND", "8");
    try (RunningOperator operator =
        RunningOperator.start(CLUSTER.settings(settings), CLUSTER.underShippedRole(), clock)) {
      region.create();
      // A million customers in 12 hours, twice as many in a busy minute, 8 a second and pod.
      store("1", 1_000_000, "Europe/Paris");
      awaitFewest(1, "2026-12-07T06:50:00Z", 6);

      clock.set(Instant.parse("2026-12-07T06:50:00Z"));
      awaitFewest(6, "2026-12-07T19:00:00Z", 1);

      store("2", 400_000, "Europe/Paris");
      awaitFewest(9, "2026-12-07T19:00:00Z", 1);
      assertThat(capacity().orElseThrow().reason()).contains("customers expected");

      clock.set(Instant.parse("2026-12-07T19:00:00Z"));
      awaitFewest(1, "2026-12-08T06:50:00Z", 9);
      assertThat(operator.hasLostLeadership()).isFalse();
    }
  }

  private void store(String suffix, int customers, String zone) {
    region.load(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Store
        metadata: {name: %s-%s}
        spec:
          region: %s
          country: FR
          city: Paris
          timeZone: %s
          workingHours:
            - {days: [Mon, Tue, Wed, Thu, Fri, Sat, Sun], opens: "08:00", closes: "20:00"}
          expectedCustomersPerDay: %d
        """
            .formatted(region.name, suffix, region.name, zone, customers));
  }

  private void awaitFewest(int pods, String nextChange, int next) {
    await("fewest pods " + pods)
        .atMost(SOON)
        .untilAsserted(
            () -> {
              var autoscaler = region.part(HorizontalPodAutoscaler.class, "analyzer");
              assertThat(autoscaler).isNotNull();
              assertThat(autoscaler.getSpec().getMinReplicas()).isEqualTo(pods);
              assertThat(capacity()).isPresent();
              assertThat(capacity().get().minReplicas()).isEqualTo(pods);
              assertThat(capacity().get().nextChange()).isEqualTo(nextChange);
              assertThat(capacity().get().nextMinReplicas()).isEqualTo(next);
            });
  }

  private Optional<Capacity> capacity() {
    return Optional.ofNullable(region.get())
        .map(Region::getStatus)
        .map(status -> status.capacity());
  }
}
