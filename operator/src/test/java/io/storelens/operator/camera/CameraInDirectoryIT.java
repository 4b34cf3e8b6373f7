package io.storelens.operator.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storelens.contract.directory.DirectoryShard;
import io.storelens.crds.camera.CameraSpec;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CameraInDirectoryIT extends CameraOnCluster {
  @Test
  void cameraThatIsDeletedLeavesTheDirectoryAtOnce() {
    createCamera("{store: %s}".formatted(store));
    awaitReady("True", "InDirectory");
    admin().resource(camera()).delete();

    await().atMost(Duration.ofSeconds(3)).until(() -> entry().isEmpty());
  }

  @Test
  void editReachesTheDirectory() {
    createCamera("{store: %s}".formatted(store));
    awaitReady("True", "InDirectory");
    var edited = camera();
    admin()
        .resource(edited)
        .edit(
            found -> {
              var spec = found.getSpec();
              found.setSpec(
                  new CameraSpec(
                      spec.store(),
                      spec.position(),
                      spec.credentialsSecret(),
                      spec.identifiedBy(),
                      spec.captureTime(),
                      spec.capabilities(),
                      true));
              return found;
            });

    await().atMost(SOON).until(() -> entry().orElseThrow().paused());
    awaitReady("False", "Paused");
  }

  @Test
  void hoursOfTheStoreReachTheDirectory() {
    createCamera("{store: %s}".formatted(store));
    awaitReady("True", "InDirectory");

    apply(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Store
        metadata: {name: %s}
        spec: {region: %s, country: FR, city: Paris, timeZone: Europe/Paris, closedDates: ["2026-12-25"]}
        """
            .formatted(store, region));

    await().atMost(SOON).until(() -> entry().orElseThrow().closedDates().size() == 1);
  }

  @Test
  void twoCamerasThatNothingTellsApartAreNotBothTaken() {
    createSecretNamed("shared-" + camera, Map.of("username", camera, "password", "open sesame"));
    createCamera("{store: %s, credentialsSecret: shared-%s}".formatted(store, camera));
    awaitReady("True", "InDirectory");
    String second = camera + "-2";
    createCameraNamed(second, "{store: %s, credentialsSecret: shared-%s}".formatted(store, camera));

    await().atMost(SOON).until(() -> reason(second).equals("LoginTaken"));
    assertThat(entry(second)).isEmpty();
    assertThat(entry()).isPresent();
  }

  @Test
  void whatSomebodyElseWritesIntoTheDirectoryIsUndone() {
    createCamera("{store: %s}".formatted(store));
    awaitReady("True", "InDirectory");
    var shard = shard(camera);
    String before = shard.getData().get(DirectoryShard.fileName(DirectoryShard.of(camera)));
    shard
        .getData()
        .put(DirectoryShard.fileName(DirectoryShard.of(camera)), base64("{\"cameras\":[]}"));

    admin().resource(shard).update();

    await()
        .atMost(SOON)
        .until(
            () ->
                before.equals(
                    shard(camera)
                        .getData()
                        .get(DirectoryShard.fileName(DirectoryShard.of(camera)))));

    admin().resource(shard(camera)).delete();

    await().atMost(SOON).until(() -> shard(camera) != null && entry().isPresent());
  }

  @Test
  void restartWritesNothingAndForgetsCamerasThatWentMeanwhile() {
    createCamera("{store: %s}".formatted(store));
    createCameraNamed(camera + "-2", "{store: %s}".formatted(store));
    awaitReady("True", "InDirectory");
    await().atMost(SOON).until(() -> reason(camera + "-2").equals("InDirectory"));
    operator.close();
    String cameraVersion = camera().getMetadata().getResourceVersion();
    String shardVersion = shard(camera).getMetadata().getResourceVersion();
    admin().resource(camera(camera + "-2")).delete();

    operator = CLUSTER.operator();

    await().atMost(SOON).until(() -> entry(camera + "-2").isEmpty());
    createCameraNamed(camera + "-3", "{store: %s}".formatted(store));
    await().atMost(SOON).until(() -> reason(camera + "-3").equals("InDirectory"));
    assertThat(camera().getMetadata().getResourceVersion()).isEqualTo(cameraVersion);
    if (DirectoryShard.of(camera) != DirectoryShard.of(camera + "-2")
        && DirectoryShard.of(camera) != DirectoryShard.of(camera + "-3")) {
      assertThat(shard(camera).getMetadata().getResourceVersion()).isEqualTo(shardVersion);
    }
  }
}
