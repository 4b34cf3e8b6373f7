package io.storelens.operator.region;

import static io.storelens.operator.Resources.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storelens.crds.region.Region;
import io.storelens.operator.cluster.RealCluster;
import io.storelens.operator.cluster.RunningOperator;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegionOfStoresIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @RegisterExtension static final RealCluster CLUSTER = new RealCluster();

  @Test
  void storeThatNamesAMissingRegionGetsOneWithDefaults() {
    try (RunningOperator operator = CLUSTER.operator()) {
      create("paris-1", "eu-west");
      create("paris-2", "eu-west");

      await().atMost(SOON).until(() -> region("eu-west") != null);
      assertThat(region("eu-west").getSpec().ingest().replicas()).isEqualTo(2);
      assertThat(operator.health().problems()).isEmpty();
    }
  }

  @Test
  void regionThatGoesWhileStoresNameItComesBack() {
    try (RunningOperator operator = CLUSTER.operator()) {
      create("tokyo-1", "ap-east");
      await().atMost(SOON).until(() -> region("ap-east") != null);
      String first = region("ap-east").getMetadata().getUid();

      CLUSTER.admin().resource(region("ap-east")).delete();

      await()
          .atMost(SOON)
          .until(
              () ->
                  region("ap-east") != null
                      && !region("ap-east").getMetadata().getUid().equals(first));
      assertThat(operator.hasLostLeadership()).isFalse();
    }
  }

  @Test
  void operatorOfOtherRegionsLeavesTheStoreAlone() {
    try (RunningOperator operator =
        CLUSTER.operator(CLUSTER.settings(Map.of("OPERATOR_REGIONS", "us-east")))) {
      create("rome-1", "eu-south");
      create("boston-1", "us-east");

      await().atMost(SOON).until(() -> region("us-east") != null);
      assertThat(region("eu-south")).isNull();
      assertThat(operator.health().problems()).isEmpty();
    }
  }

  private static void create(String name, String region) {
    CLUSTER.admin().resource(store(name, region)).inNamespace(CLUSTER.namespace()).create();
  }

  private static Region region(String name) {
    return CLUSTER
        .admin()
        .resources(Region.class)
        .inNamespace(CLUSTER.namespace())
        .withName(name)
        .get();
  }
}
