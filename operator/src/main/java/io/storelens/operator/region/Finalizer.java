package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.storelens.crds.region.Region;
import io.storelens.operator.Labels;
import java.util.Optional;

/** Keeps a region from going while photos wait on its disks. */
final class Finalizer {
  /** Its name. */
  static final String SPOOL = "storelens.io/spool";

  private final KubernetesClient client;

  Finalizer(KubernetesClient client) {
    this.client = client;
  }

  static boolean isOn(Region region) {
    return region.getMetadata().getFinalizers().contains(SPOOL);
  }

  /**
   * Puts it on.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException with code 409 if another region
   *     of that name took its place
   */
  void add(Region region) {
    var patch = new Region();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withName(region.getMetadata().getName())
            .withNamespace(region.getMetadata().getNamespace())
            // Without it a region that is gone by now would be made again.
            .withUid(region.getMetadata().getUid())
            .withFinalizers(SPOOL)
            .build());
    client
        .resource(patch)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(Labels.OPERATOR)
                .withForce(true)
                .build());
  }

  /** Takes it off, whoever else changes the region meanwhile. */
  void remove(Region region) {
    var there =
        Optional.ofNullable(client.resource(region).get())
            .filter(one -> one.getMetadata().getUid().equals(region.getMetadata().getUid()))
            .filter(Finalizer::isOn);
    there.ifPresent(one -> PrimaryUpdateAndCacheUtils.removeFinalizer(client, one, SPOOL));
  }
}
