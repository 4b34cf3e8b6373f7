package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.storelens.crds.region.Region;
import java.util.Map;

/**
 * The disk of one FTP server. Nothing owns it: it goes only once its photos are handed over, or a
 * person gives them up.
 */
final class SpoolClaim {
  private SpoolClaim() {}

  static PersistentVolumeClaim of(Region region, int replica) {
    var storage = region.getSpec().ingest().storage();
    return new PersistentVolumeClaimBuilder()
        .withMetadata(
            RegionParts.free(
                region,
                RegionParts.replica(region, replica),
                RegionParts.INGEST,
                Map.of(RegionParts.REPLICA, Integer.toString(replica))))
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName(storage.storageClass())
        .withNewResources()
        .withRequests(Map.of("storage", new Quantity(storage.size())))
        .endResources()
        .endSpec()
        .build();
  }

  /** Whether there may be photos on it. One that never got a volume has none. */
  static boolean mayHoldPhotos(PersistentVolumeClaim claim) {
    return claim.getStatus() != null
        && claim.getStatus().getPhase() != null
        && !"Pending".equals(claim.getStatus().getPhase());
  }
}
