package io.storelens.operator.region;

import static io.storelens.operator.region.TestedRegion.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.storelens.operator.cluster.ApiProxy;
import io.storelens.operator.cluster.RealCluster;
import io.storelens.operator.cluster.RunningOperator;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an API server that fails, and an operator that is started again, do to a region: nothing.
 */
class RegionFaultsIT {
  /** Each of some thirty writes may fail several times in a row. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @RegisterExtension static final RealCluster CLUSTER = new RealCluster();

  private final TestedRegion region = new TestedRegion(CLUSTER);

  @AfterEach
  void removeDisks() {
    region.removeDisks();
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 429, 500})
  void regionRunsAndEndsThoughEveryThirdWriteFails(int code) {
    var random = new Random(11);
    try (var proxy =
            new ApiProxy(
                CLUSTER.shippedConfig(),
                (method, path) ->
                    !method.equals("GET") && random.nextInt(3) == 0
                        ? OptionalInt.of(code)
                        : OptionalInt.empty());
        var operator =
            RunningOperator.start(CLUSTER.settings(TestedRegion.settings()), proxy.client())) {
      region.create();
      region.awaitParts(2);
      region.provideDisks(2);
      awaitRunning(region);

      region.client().resource(region.get()).delete();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                region.runPods("ingest");
                return region.get() == null;
              });
      assertThat(operator.hasLostLeadership()).isFalse();
    }
  }

  @Test
  void restartInTheMiddleIsMadeUpForAndARestartAfterwardsWritesNothing() {
    for (int writes = 1; writes <= 16; writes += 5) {
      int allowed = writes;
      try (var proxy = counting(allowed);
          var operator =
              RunningOperator.start(CLUSTER.settings(TestedRegion.settings()), proxy.client())) {
        if (region.get() == null) {
          region.create();
        }
        await().atMost(SOON).until(() -> proxy.writes().size() >= allowed);
        assertThat(operator.hasLostLeadership()).isFalse();
      }
    }
    try (var operator = CLUSTER.operator(CLUSTER.settings(TestedRegion.settings()))) {
      region.awaitParts(2);
      awaitRunning(region);
      assertThat(operator.hasLostLeadership()).isFalse();
    }

    try (var proxy = counting(Integer.MAX_VALUE);
        var operator =
            RunningOperator.start(CLUSTER.settings(TestedRegion.settings()), proxy.client())) {
      // What another region needs is done after all that a restart asks for.
      var other = new TestedRegion(CLUSTER).create();
      other.awaitParts(2);
      awaitRunning(other);
      assertThat(proxy.writes())
          .filteredOn(one -> one.contains("/" + region.name) && !one.contains("-cameras-"))
          .isEmpty();
      assertThat(operator.hasLostLeadership()).isFalse();
    }
  }

  private static void awaitRunning(TestedRegion region) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              region.runPods("ingest");
              region.runPods("analyzer");
              assertThat(region.condition("Ready").map(Condition::getReason)).hasValue("Running");
              assertThat(region.condition("Degraded").map(Condition::getReason))
                  .hasValue("NoTrouble");
            });
  }

  /** Lets some writes through, and then none. */
  private static ApiProxy counting(int allowed) {
    var left = new AtomicInteger(allowed);
    return new ApiProxy(
        CLUSTER.shippedConfig(),
        (method, path) ->
            method.equals("GET") || left.getAndDecrement() > 0
                ? OptionalInt.empty()
                : OptionalInt.of(500));
  }
}
