package io.storelens.operator.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.storelens.operator.cluster.RealCluster;
import io.storelens.operator.cluster.SmallChain;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RestoredCredentialsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @RegisterExtension static final RealCluster CLUSTER = new RealCluster();

  @Test
  void passwordFromABackupCountsAgainAndGoesWithItsCamera() {
    var chain = new SmallChain(CLUSTER);
    String camera = chain.camera(0);
    try (var operator = CLUSTER.operator()) {
      chain.addCameras(0, 1);
      await().atMost(SOON).until(() -> chain.areReady(0, 1));
      String password = chain.password(camera);
      var backup = secret(camera);
      CLUSTER.admin().resource(chain.resource(camera)).delete();
      await().atMost(SOON).until(() -> secret(camera) == null);

      CLUSTER
          .admin()
          .resource(
              new SecretBuilder(backup)
                  .withNewMetadata()
                  .withName(backup.getMetadata().getName())
                  .withNamespace(CLUSTER.namespace())
                  .withLabels(backup.getMetadata().getLabels())
                  .endMetadata()
                  .build())
          .create();
      chain.addCameras(0, 1);

      await().atMost(SOON).until(() -> chain.areReady(0, 1));
      assertThat(chain.password(camera)).isEqualTo(password);
      assertThat(secret(camera).getMetadata().getOwnerReferences())
          .singleElement()
          .satisfies(
              owner ->
                  assertThat(owner.getUid())
                      .isEqualTo(chain.resource(camera).getMetadata().getUid()));
      assertThat(operator.health().problems()).isEmpty();
    }
  }

  private static Secret secret(String camera) {
    return CLUSTER
        .admin()
        .secrets()
        .inNamespace(CLUSTER.namespace())
        .withName(camera + "-credentials")
        .get();
  }
}
