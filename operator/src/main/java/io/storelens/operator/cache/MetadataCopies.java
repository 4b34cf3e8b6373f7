package io.storelens.operator.cache;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.region.Region;
import io.storelens.crds.store.Store;

/**
 * Copies a resource before it is reconciled, so that what is in the cache stays as it is. Spec and
 * status of our kinds are records that nobody changes: only their metadata are copied. By way of
 * JSON, as usual, a copy would cost as much as all else that a reconciliation computes.
 */
public final class MetadataCopies implements Cloner {
  private final KubernetesClient client;

  /**
   * @param client copies the other kinds
   */
  public MetadataCopies(KubernetesClient client) {
    this.client = client;
  }

  @Override
  @SuppressWarnings("unchecked") // each copy is of the kind of its original
  public <R extends HasMetadata> R clone(R resource) {
    if (resource instanceof Camera camera) {
      return (R) copy(camera, new Camera());
    }
    if (resource instanceof Store store) {
      return (R) copy(store, new Store());
    }
    if (resource instanceof Region region) {
      return (R) copy(region, new Region());
    }
    return client.getKubernetesSerialization().clone(resource);
  }

  private static <P, S, R extends CustomResource<P, S>> R copy(R original, R copy) {
    copy.setMetadata(new ObjectMetaBuilder(original.getMetadata()).build());
    copy.setSpec(original.getSpec());
    copy.setStatus(original.getStatus());
    return copy;
  }
}
