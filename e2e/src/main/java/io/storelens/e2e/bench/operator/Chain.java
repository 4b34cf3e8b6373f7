package io.storelens.e2e.bench.operator;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.region.Region;
import io.storelens.crds.store.Store;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Resources of a chain: one region, and cameras in groups of ten a store.
 *
 * @param stores how many stores
 */
record Chain(int stores) {
  private static final int CAMERAS_A_STORE = 10;

  int cameras() {
    return stores * CAMERAS_A_STORE;
  }

  /** It has no pods: a control plane without nodes runs none. */
  Region region(String namespace) {
    return read(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Region
        metadata:
          name: eu-west
          namespace: %s
          annotations: {storelens.io/paused-reconciliation: "true"}
        spec: {}
        """
            .formatted(namespace),
        Region.class);
  }

  List<Store> stores(String namespace) {
    return IntStream.range(0, stores)
        .mapToObj(
            number ->
                read(
                    """
                    apiVersion: storelens.io/v1alpha1
                    kind: Store
                    metadata: {name: store-%04d, namespace: %s}
                    spec:
                      region: eu-west
                      country: FR
                      city: City %d
                      timeZone: Europe/Paris
                      expectedCustomersPerDay: 5000
                    """
                        .formatted(number, namespace, number / 10),
                    Store.class))
        .toList();
  }

  List<Camera> cameras(String namespace) {
    return IntStream.range(0, cameras())
        .mapToObj(
            number ->
                read(
                    """
                    apiVersion: storelens.io/v1alpha1
                    kind: Camera
                    metadata: {name: store-%04d-checkout-%d, namespace: %s}
                    spec:
                      store: store-%04d
                      position: Checkout %d
                      capabilities: {resolution: 1920x1080, ftp: true, schedule: true}
                    """
                        .formatted(
                            number / CAMERAS_A_STORE,
                            number % CAMERAS_A_STORE,
                            namespace,
                            number / CAMERAS_A_STORE,
                            number % CAMERAS_A_STORE),
                    Camera.class))
        .toList();
  }

  private static <T> T read(String yaml, Class<T> type) {
    return Serialization.unmarshal(yaml, type);
  }
}
