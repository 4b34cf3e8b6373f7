package io.storelens.operator.region;

import static io.storelens.operator.region.TestedRegion.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.storelens.crds.region.Region;
import io.storelens.operator.cluster.RealCluster;
import io.storelens.operator.cluster.RunningOperator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegionIT {
  private static final List<Class<? extends HasMetadata>> OWNED =
      List.of(
          StatefulSet.class,
          Deployment.class,
          Service.class,
          HorizontalPodAutoscaler.class,
          PodDisruptionBudget.class,
          NetworkPolicy.class,
          ServiceAccount.class);

  @RegisterExtension static final RealCluster CLUSTER = new RealCluster();

  private final TestedRegion region = new TestedRegion(CLUSTER);
  private RunningOperator operator;

  /** Pods that are not restricted would not be made. */
  @BeforeAll
  static void restrictPods() {
    CLUSTER
        .admin()
        .namespaces()
        .withName(CLUSTER.namespace())
        .edit(
            namespace ->
                new NamespaceBuilder(namespace)
                    .editMetadata()
                    .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                    .endMetadata()
                    .build());
  }

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
  void regionBecomesFtpServersAndAnalyzersAndIsReadyWhenTheyAre() {
    region.create();
    region.awaitParts(2);
    region.awaitReason("Ready", "IngestNotReady");
    for (var kind : OWNED) {
      assertThat(region.parts(kind))
          .as(kind.getSimpleName())
          .isNotEmpty()
          .allSatisfy(
              part ->
                  assertThat(part.getMetadata().getOwnerReferences())
                      .singleElement()
                      .satisfies(
                          owner ->
                              assertThat(owner.getUid())
                                  .isEqualTo(region.get().getMetadata().getUid())));
    }
    assertThat(region.parts(PersistentVolumeClaim.class))
        .hasSize(2)
        .allSatisfy(claim -> assertThat(claim.getMetadata().getOwnerReferences()).isEmpty());
    assertThat(region.part(Secret.class, "database").getData()).containsKey("DATABASE_URL");
    assertThat(region.get().getMetadata().getFinalizers()).containsExactly("storelens.io/spool");

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              region.runPods("ingest");
              region.runPods("analyzer");
              assertThat(region.condition("Ready")).isPresent();
              assertThat(region.condition("Ready").get().getReason()).isEqualTo("Running");
              assertThat(region.get().getStatus().ingestReady()).isEqualTo(2);
            });
    var status = region.get().getStatus();
    assertThat(status.address())
        .isEqualTo(region.part(Service.class, "ingest").getSpec().getClusterIP());
    assertThat(status.port()).isEqualTo(21);
    assertThat(status.analyzersReady()).isEqualTo(1);
    assertThat(status.capacity().minReplicas()).isEqualTo(1);
    assertThat(status.observedGeneration()).isEqualTo(region.get().getMetadata().getGeneration());
    assertThat(region.condition("Degraded").orElseThrow().getReason()).isEqualTo("NoTrouble");
    assertThat(region.setting(0, "INGEST_PASSIVE_ADDRESS")).isEqualTo(status.address());
    assertThat(operator.hasLostLeadership()).isFalse();
  }

  @Test
  void whatAnotherManagerChangesOrDeletesIsPutRight() {
    region.create();
    region.awaitParts(2);

    region.edit(
        StatefulSet.class,
        region.name + "-ingest-0",
        set -> set.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("other:1"));
    region.edit(
        NetworkPolicy.class,
        region.name + "-analyzer",
        policy -> policy.getSpec().setIngress(List.of()));
    region.edit(
        Service.class,
        region.name + "-ingest",
        service -> service.getSpec().setSelector(Map.of("app", "other")));
    region.resource(PodDisruptionBudget.class, region.name + "-ingest").delete();

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(region.part(PodDisruptionBudget.class, "ingest")).isNotNull();
              assertThat(region.part(NetworkPolicy.class, "analyzer").getSpec().getIngress())
                  .hasSize(2);
              assertThat(region.part(Service.class, "ingest").getSpec().getSelector())
                  .doesNotContainKey("app")
                  .containsEntry("storelens.io/region", region.name);
              assertThat(
                      region
                          .part(StatefulSet.class, "ingest-0")
                          .getSpec()
                          .getTemplate()
                          .getSpec()
                          .getContainers()
                          .get(0)
                          .getImage())
                  .isEqualTo("example.test/ingest-pod:1");
            });
    assertThat(operator.hasLostLeadership()).isFalse();
  }

  @Test
  void replicasAreLeftToTheAutoscaler() {
    region.create();
    region.awaitParts(2);

    region.edit(Deployment.class, region.name + "-analyzer", one -> one.getSpec().setReplicas(3));
    region.resource(PodDisruptionBudget.class, region.name + "-analyzer").delete();

    await().atMost(SOON).until(() -> region.part(PodDisruptionBudget.class, "analyzer") != null);
    assertThat(region.part(Deployment.class, "analyzer").getSpec().getReplicas()).isEqualTo(3);
  }

  @Test
  void ftpServersAreRenewedOneAfterTheOther() {
    region.create();
    region.awaitParts(2);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              region.runPods("ingest");
              region.runPods("analyzer");
              assertThat(region.condition("Ready")).isPresent();
              assertThat(region.condition("Ready").get().getReason()).isEqualTo("Running");
              assertThat(region.get().getStatus().ingestReady()).isEqualTo(2);
              // They are renewed once more when the address is known.
              assertThat(region.setting(0, "INGEST_PASSIVE_ADDRESS")).isNotEmpty();
              assertThat(region.setting(1, "INGEST_PASSIVE_ADDRESS")).isNotEmpty();
              assertThat(region.parts(StatefulSet.class)).allMatch(RegionIT::isSettled);
            });

    region.load(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: %s-tls}
        stringData: {tls.crt: none, tls.key: none}
        """
            .formatted(region.name));
    region
        .client()
        .resource(
            """
            apiVersion: storelens.io/v1alpha1
            kind: Region
            metadata: {name: %s, namespace: %s}
            spec: {ingest: {tlsSecret: %s-tls}}
            """
                .formatted(region.name, CLUSTER.namespace(), region.name))
        .fieldManager("person")
        .forceConflicts()
        .serverSideApply();

    await().atMost(SOON).until(() -> renewed() == 1);
    // As long as the renewed one is not ready, the other stays.
    region.awaitReason("Degraded", "IngestReplicasMissing");
    assertThat(renewed()).isEqualTo(1);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              region.runPods("ingest");
              assertThat(renewed()).isEqualTo(2);
            });
  }

  private static boolean isSettled(StatefulSet set) {
    var status = set.getStatus();
    return set.getMetadata().getGeneration().equals(status.getObservedGeneration())
        && status.getUpdateRevision().equals(status.getCurrentRevision())
        && Integer.valueOf(1).equals(status.getReadyReplicas());
  }

  private long renewed() {
    return List.of(0, 1).stream()
        .filter(replica -> !region.setting(replica, "INGEST_TLS_KEY").isEmpty())
        .count();
  }

  @Test
  void pausedRegionIsLeftAlone() {
    region.create(1, "storelens.io/paused-reconciliation: \"true\"");
    var other = new TestedRegion(CLUSTER).create();
    other.awaitParts(2);

    assertThat(region.get().getStatus()).isNull();
    assertThat(region.get().getMetadata().getFinalizers()).isEmpty();
    assertThat(region.parts(StatefulSet.class)).isEmpty();

    annotate(Map.of());
    region.awaitParts(1);
  }

  @Test
  void partThatIsSomebodyElsesIsNotTouchedAndToldOf() {
    region.load(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: %s-analyzer}
        spec: {ports: [{port: 80}]}
        """
            .formatted(region.name));
    region.create();
    region.awaitParts(2);

    region.awaitReason("Degraded", "Refused");
    assertThat(region.condition("Degraded").orElseThrow().getMessage())
        .contains("Service " + region.name + "-analyzer is there already");
    assertThat(region.part(Service.class, "analyzer").getSpec().getPorts().get(0).getPort())
        .isEqualTo(80);
    assertThat(region.part(Deployment.class, "analyzer")).isNotNull();
  }

  @Test
  void missingSecretsAreToldWithARemedy() {
    region.load(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Region
        metadata: {name: %s}
        spec:
          ingest: {tlsSecret: nowhere, service: {type: ClusterIP}}
        """
            .formatted(region.name));

    region.awaitReason("Ready", "TlsSecretMissing");
    assertThat(region.condition("Ready").orElseThrow().getMessage())
        .contains("no Secret nowhere", "spec.ingest.tlsSecret", "Make it");
  }

  private void annotate(Map<String, String> annotations) {
    region.edit(
        Region.class,
        region.name,
        one -> one.getMetadata().setAnnotations(new HashMap<>(annotations)));
  }
}
