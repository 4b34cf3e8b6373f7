package io.storelens.operator.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a disk surely holds no photo. */
class ReplicaTest {
  @Test
  void diskThatNeverGotAVolumeIsEmpty() {
    assertThat(replica(Optional.empty(), Optional.empty()).isEmpty()).isTrue();
    assertThat(replica(Optional.empty(), Optional.of(claim("Pending"))).isEmpty()).isTrue();
    assertThat(replica(Optional.empty(), Optional.of(claim(null))).isEmpty()).isTrue();
  }

  @Test
  void diskWithoutAPodIsNotEmpty() {
    assertThat(replica(Optional.empty(), Optional.of(claim("Bound"))).isEmpty()).isFalse();
    assertThat(replica(Optional.empty(), Optional.of(claim("Lost"))).isEmpty()).isFalse();
  }

  @Test
  void diskThatIsBeingDeletedAndHasNoPodIsGivenUp() {
    var going =
        new PersistentVolumeClaimBuilder(claim("Bound"))
            .editMetadata()
            .withDeletionTimestamp("2026-12-07T06:00:00Z")
            .endMetadata()
            .build();

    assertThat(replica(Optional.empty(), Optional.of(going)).isEmpty()).isTrue();
  }

  @Test
  void diskIsEmptyOnceThePodThatOnlyHandsOverIsReady() {
    assertThat(bound(set(true, 1, "b", "b", 2, 2)).isEmpty()).isTrue();
    assertThat(bound(set(true, 0, "b", "b", 2, 2)).isEmpty()).as("photos wait").isFalse();
    assertThat(bound(set(true, 1, "a", "b", 2, 2)).isEmpty()).as("the pod before it").isFalse();
    assertThat(bound(set(true, 1, "a", "a", 2, 1)).isEmpty()).as("not seen yet").isFalse();
    assertThat(bound(set(false, 1, "b", "b", 2, 2)).isEmpty()).as("takes photos").isFalse();
  }

  private static Replica bound(StatefulSet set) {
    return replica(Optional.of(set), Optional.of(claim("Bound")));
  }

  private static Replica replica(Optional<StatefulSet> set, Optional<PersistentVolumeClaim> claim) {
    return new Replica(0, set, claim);
  }

  private static PersistentVolumeClaim claim(String phase) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName("eu-west-ingest-0")
        .endMetadata()
        .withNewStatus()
        .withPhase(phase)
        .endStatus()
        .build();
  }

  private static StatefulSet set(
      boolean draining,
      int ready,
      String current,
      String update,
      long generation,
      long observedGeneration) {
    return new StatefulSetBuilder()
        .withNewMetadata()
        .withGeneration(generation)
        .endMetadata()
        .withNewSpec()
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels(RegionParts.DRAINING, Boolean.toString(draining))
        .endMetadata()
        .endTemplate()
        .endSpec()
        .withNewStatus()
        .withReadyReplicas(ready)
        .withCurrentRevision(current)
        .withUpdateRevision(update)
        .withObservedGeneration(observedGeneration)
        .endStatus()
        .build();
  }
}
