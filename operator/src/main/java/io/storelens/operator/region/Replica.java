package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Objects;
import java.util.Optional;

/**
 * One FTP server as it is.
 *
 * @param number counted from 0
 * @param set its StatefulSet; empty where there is none
 * @param claim its disk; empty where there is none
 */
record Replica(int number, Optional<StatefulSet> set, Optional<PersistentVolumeClaim> claim) {
  /** Whether its pod is ready. */
  boolean isReady() {
    return set.map(StatefulSet::getStatus)
        .map(status -> status.getReadyReplicas())
        .filter(ready -> ready > 0)
        .isPresent();
  }

  /** Whether its pod is the one that is wanted, and ready. */
  boolean isSettled() {
    return isReady()
        && set.filter(
                one ->
                    Objects.equals(
                            one.getMetadata().getGeneration(),
                            one.getStatus().getObservedGeneration())
                        && Objects.equals(
                            one.getStatus().getCurrentRevision(),
                            one.getStatus().getUpdateRevision()))
            .isPresent();
  }

  /** Whether it is to take no photos any more. */
  boolean isDraining() {
    return set.map(one -> one.getSpec().getTemplate().getMetadata().getLabels())
        .filter(labels -> "true".equals(labels.get(RegionParts.DRAINING)))
        .isPresent();
  }

  /** Whether it takes photos. */
  boolean serves() {
    return isReady() && !isDraining();
  }

  /**
   * Whether no photo can be on its disk: there is none, or the pod that only hands over is ready,
   * which it is once nothing waits.
   */
  boolean isEmpty() {
    return claim.filter(SpoolClaim::mayHoldPhotos).isEmpty()
        || (isDraining() && isSettled())
        || (set.isEmpty() && isLost());
  }

  /** Whether its disk is being deleted: no pod can have it any more. */
  private boolean isLost() {
    return claim.filter(one -> one.getMetadata().getDeletionTimestamp() != null).isPresent();
  }
}
