package io.storelens.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ApiServerRestartIT {
  private static final Duration SOON = Duration.ofMinutes(2);

  @RegisterExtension static final RealCluster CLUSTER = new RealCluster();

  @Test
  void operatorGoesOnWhenTheApiServerWasRestartedUnderIt() {
    assumeTrue(CLUSTER.isOurs(), "somebody else's API server is not restarted");
    var chain = new SmallChain(CLUSTER);
    chain.addCameras(0, 3);
    try (var operator =
        CLUSTER.operator(
            CLUSTER.settings(
                Map.of(
                    "OPERATOR_LEADER_ELECTION", "true",
                    "POD_NAMESPACE", CLUSTER.namespace(),
                    "POD_NAME", "operator-0")))) {
      await().atMost(SOON).until(() -> chain.areReady(0, 3));
      String version = version(chain, 0);

      CLUSTER.restartApiServer();

      chain.addCameras(3, 6);
      chain.pause(chain.camera(1));
      await().atMost(SOON).until(() -> chain.areReady(3, 6));
      await().atMost(SOON).until(() -> chain.entry(chain.camera(1)).orElseThrow().paused());
      await().atMost(SOON).until(() -> operator.health().problems().isEmpty());
      assertThat(operator.hasLostLeadership()).isFalse();
      assertThat(version(chain, 0)).as("nothing was written again").isEqualTo(version);
      assertThat(chain.entry(chain.camera(0))).isPresent();
    }
  }

  private static String version(SmallChain chain, int camera) {
    return chain.resource(chain.camera(camera)).getMetadata().getResourceVersion();
  }
}
