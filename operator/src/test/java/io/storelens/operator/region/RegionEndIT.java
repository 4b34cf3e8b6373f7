package io.storelens.operator.region;

import static io.storelens.operator.region.TestedRegion.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.storelens.crds.region.Region;
import io.storelens.operator.cluster.RealCluster;
import io.storelens.operator.cluster.RunningOperator;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a region, or one of its FTP servers, goes without losing a photo. */
class RegionEndIT {
  @RegisterExtension static final RealCluster CLUSTER = new RealCluster();

  private final TestedRegion region = new TestedRegion(CLUSTER);
  private RunningOperator operator;

  @BeforeEach
  void startOperator() {
    operator = CLUSTER.operator(CLUSTER.settings(TestedRegion.settings()));
  }

  @AfterEach
  void stopOperator() {
    operator.close();
    region.removeDisks();
  }

  @Test
  void regionThatNeverHadADiskGoesAtOnce() {
    region.create();
    region.awaitParts(2);

    region.client().resource(region.get()).delete();

    await().atMost(SOON).until(() -> region.get() == null);
    await().atMost(SOON).until(() -> region.parts(StatefulSet.class).isEmpty());
    assertThat(operator.hasLostLeadership()).isFalse();
  }

  @Test
  void deletedRegionStaysUntilItsPhotosAreHandedOver() {
    region.create();
    region.awaitParts(2);
    region.provideDisks(2);

    region.client().resource(region.get()).delete();

    region.awaitReason("Ready", "Draining");
    await()
        .atMost(SOON)
        .until(
            () ->
                region.setting(0, "INGEST_DRAINING").equals("true")
                    && region.setting(1, "INGEST_DRAINING").equals("true"));
    assertThat(region.part(Deployment.class, "analyzer")).as("who takes the photos").isNotNull();
    assertThat(region.condition("Ready").orElseThrow().getMessage())
        .contains("FTP servers 0, 1", "storelens.io/abandon-spool");
    await().atMost(SOON).until(() -> hasEvent("SpoolDraining"));

    await()
        .atMost(SOON)
        .until(
            () -> {
              region.runPods("ingest"); // a pod that drains is ready once it is empty
              return region.get() == null;
            });
    await().atMost(SOON).until(() -> region.parts(StatefulSet.class).isEmpty());
    await()
        .atMost(SOON)
        .until(
            () ->
                region.parts(PersistentVolumeClaim.class).stream()
                    .allMatch(claim -> claim.getMetadata().getDeletionTimestamp() != null));
    await().atMost(SOON).until(() -> hasEvent("SpoolEmpty"));
  }

  @Test
  void photosOfADeletedRegionAreGivenUpOnRequest() {
    region.create();
    region.awaitParts(2);
    region.provideDisks(2);
    region.client().resource(region.get()).delete();
    region.awaitReason("Ready", "Draining");

    annotate(Map.of("storelens.io/abandon-spool", "true"));

    await().atMost(SOON).until(() -> region.get() == null);
    await().atMost(SOON).until(() -> hasEvent("SpoolAbandoned"));
  }

  @Test
  void pausedRegionStaysThoughItIsDeleted() {
    region.create();
    region.awaitParts(2);
    annotate(Map.of("storelens.io/paused-reconciliation", "true"));
    region.client().resource(region.get()).delete();
    var other = new TestedRegion(CLUSTER).create();
    other.awaitParts(2);

    assertThat(region.get().getMetadata().getFinalizers()).contains("storelens.io/spool");
    assertThat(region.parts(StatefulSet.class)).hasSize(2);

    annotate(Map.of());
    await().atMost(SOON).until(() -> region.get() == null);
  }

  @Test
  void regionDeletedInTheForegroundKeepsItsPartsWhilePhotosWait() {
    region.create();
    region.awaitParts(2);
    region.provideDisks(2);

    region
        .client()
        .resource(region.get())
        .withPropagationPolicy(DeletionPropagation.FOREGROUND)
        .delete();

    region.awaitReason("Ready", "Draining");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(region.parts(StatefulSet.class))
                  .hasSize(2)
                  .allSatisfy(set -> assertThat(set.getMetadata().getDeletionTimestamp()).isNull());
              assertThat(region.setting(0, "INGEST_DRAINING")).isEqualTo("true");
              assertThat(region.setting(1, "INGEST_DRAINING")).isEqualTo("true");
            });
    await()
        .atMost(SOON)
        .until(
            () -> {
              region.runPods("ingest");
              return region.get() == null;
            });
    await().atMost(SOON).until(() -> region.part(Deployment.class, "analyzer") == null);
  }

  @Test
  void ftpServerThatIsNoLongerWantedGoesOnceItIsEmpty() {
    region.create();
    region.awaitParts(2);
    region.provideDisks(2);

    region
        .client()
        .resource(
            """
            apiVersion: storelens.io/v1alpha1
            kind: Region
            metadata: {name: %s, namespace: %s}
            spec: {ingest: {replicas: 1}}
            """
                .formatted(region.name, CLUSTER.namespace()))
        .fieldManager("person")
        .forceConflicts()
        .serverSideApply();

    await().atMost(SOON).until(() -> region.setting(1, "INGEST_DRAINING").equals("true"));
    assertThat(region.setting(0, "INGEST_DRAINING")).isEqualTo("false");
    await()
        .atMost(SOON)
        .until(
            () -> {
              region.runPods("ingest");
              return region.part(StatefulSet.class, "ingest-1") == null;
            });
    assertThat(region.part(StatefulSet.class, "ingest-0")).isNotNull();
    assertThat(
            region
                .part(PersistentVolumeClaim.class, "ingest-0")
                .getMetadata()
                .getDeletionTimestamp())
        .isNull();
    assertThat(region.get().getMetadata().getDeletionTimestamp()).isNull();
  }

  private boolean hasEvent(String reason) {
    return region
        .client()
        .resources(Event.class)
        .inNamespace(CLUSTER.namespace())
        .list()
        .getItems()
        .stream()
        .anyMatch(
            event ->
                reason.equals(event.getReason())
                    && event.getRegarding().getName().equals(region.name));
  }

  private void annotate(Map<String, String> annotations) {
    region.edit(
        Region.class,
        region.name,
        one -> one.getMetadata().setAnnotations(new HashMap<>(annotations)));
  }
}
