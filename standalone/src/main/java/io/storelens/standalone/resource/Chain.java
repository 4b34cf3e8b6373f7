package io.storelens.standalone.resource;

import io.storelens.crds.camera.Camera;
import io.storelens.crds.region.Region;
import io.storelens.crds.store.Store;
import io.storelens.operator.directory.Credentials;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a retail chain has described: checked, with every default filled in. Each list is sorted
 * by name.
 *
 * @param regions the regions; one with the defaults for each that only a Store names
 * @param stores the stores
 * @param cameras the cameras
 * @param credentials by the name of the camera, for cameras that have a Secret; for the others a
 *     password is to be generated
 * @param analyzerSecrets values of the Secrets of providers and archives, by the Secret's name
 * @param certificate what cameras are offered TLS with; empty where no region names a Secret
 */
public record Chain(
    List<Region> regions,
    List<Store> stores,
    List<Camera> cameras,
    Map<String, Credentials> credentials,
    Map<String, Map<String, String>> analyzerSecrets,
    Optional<ServerCertificate> certificate) {
  public Chain {
    regions = List.copyOf(regions);
    stores = List.copyOf(stores);
    cameras = List.copyOf(cameras);
    credentials = Map.copyOf(credentials);
    analyzerSecrets = Map.copyOf(analyzerSecrets);
  }

  /** The region of {@code camera}, which is one of this chain. */
  public Region regionOf(Camera camera) {
    var region =
        stores.stream()
            .filter(store -> store.getMetadata().getName().equals(camera.getSpec().store()))
            .map(store -> store.getSpec().region())
            .findFirst()
            .orElseThrow();
    return regions.stream()
        .filter(one -> one.getMetadata().getName().equals(region))
        .findFirst()
        .orElseThrow();
  }
}
