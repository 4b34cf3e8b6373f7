package io.storelens.operator.region;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.storelens.crds.region.Region;
import io.storelens.operator.Labels;
import io.storelens.operator.cluster.RealCluster;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A region of its own on a control plane without nodes: what a node would do for its pods and
 * disks, the test does.
 */
final class TestedRegion {
  static final Duration SOON = Duration.ofSeconds(40);

  private static final int PORTS = 4;

  private final RealCluster cluster;
  final String name = "r" + UUID.randomUUID().toString().substring(0, 8);

  TestedRegion(RealCluster cluster) {
    this.cluster = cluster;
  }

  /** Settings by which analyzers have a database, and statuses follow the clock at once. */
  static Map<String, String> settings() {
    return Map.of(
        "ANALYZER_DATABASE_URL", "jdbc:postgresql://db.example.test:5432/storelens",
        "ANALYZER_DATABASE_USER", "analyzers",
        "ANALYZER_DATABASE_PASSWORD", "open sesame",
        "OPERATOR_OBSERVATION_PAUSE", "PT0.2S");
  }

  /** Creates it with two FTP servers that are reached inside the cluster. */
  TestedRegion create() {
    return create(2, "");
  }

  TestedRegion create(int replicas, String annotations) {
    load(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Region
        metadata: {name: %s, annotations: {%s}}
        spec:
          ingest:
            replicas: %d
            passivePortsPerReplica: %d
            storage: {size: 1Gi, class: %s}
            service: {type: ClusterIP}
          analyzer: {minReplicas: 1, maxReplicas: 9}
        """
            .formatted(name, annotations, replicas, PORTS, name));
    return this;
  }

  /** Creates a resource of the test's namespace. */
  void load(String yaml) {
    client()
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .inNamespace(cluster.namespace())
        .create();
  }

  KubernetesClient client() {
    return cluster.admin();
  }

  Region get() {
    return resource(Region.class, name).get();
  }

  <T extends HasMetadata> Resource<T> resource(Class<T> kind, String of) {
    return client().resources(kind).inNamespace(cluster.namespace()).withName(of);
  }

  /** A part that is named {@code region-SUFFIX}. */
  <T extends HasMetadata> T part(Class<T> kind, String suffix) {
    return resource(kind, name + "-" + suffix).get();
  }

  <T extends HasMetadata> List<T> parts(Class<T> kind) {
    return client()
        .resources(kind)
        .inNamespace(cluster.namespace())
        .withLabel(Labels.REGION, name)
        .list()
        .getItems();
  }

  /** Changes something as somebody else would, again where the operator came between. */
  <T extends HasMetadata> void edit(Class<T> kind, String of, Consumer<T> change) {
    await()
        .atMost(SOON)
        .ignoreExceptionsMatching(
            e -> e instanceof KubernetesClientException refused && refused.getCode() == 409)
        .until(
            () -> {
              resource(kind, of)
                  .edit(
                      found -> {
                        change.accept(found);
                        return found;
                      });
              return true;
            });
  }

  Optional<Condition> condition(String type) {
    return Optional.ofNullable(get())
        .map(Region::getStatus)
        .flatMap(
            status ->
                status.conditions().stream().filter(one -> one.getType().equals(type)).findFirst());
  }

  void awaitReason(String type, String reason) {
    await("condition " + type + " for reason " + reason)
        .atMost(SOON)
        .until(() -> condition(type).map(Condition::getReason).orElse("none"), reason::equals);
  }

  void awaitParts(int replicas) {
    await()
        .atMost(SOON)
        .until(
            () ->
                parts(StatefulSet.class).size() == replicas
                    && parts(PersistentVolumeClaim.class).size() == replicas
                    && condition("Ready").isPresent());
  }

  /** Makes the pods ready that are there now, as a node would. */
  void runPods(String component) {
    pods(component).stream().filter(pod -> !isReady(pod)).forEach(this::run);
  }

  List<Pod> pods(String component) {
    return client()
        .pods()
        .inNamespace(cluster.namespace())
        .withLabel(Labels.REGION, name)
        .withLabel(Labels.COMPONENT, component)
        .list()
        .getItems();
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(one -> one.getType().equals("Ready") && one.getStatus().equals("True"));
  }

  private void run(Pod pod) {
    client()
        .pods()
        .resource(pod)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            """
            {"status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}}
            """);
  }

  /** Gives each claim a volume, as a provisioner would: from now on there may be photos. */
  void provideDisks(int replicas) {
    IntStream.range(0, replicas)
        .forEach(
            number ->
                client()
                    .resource(
                        new PersistentVolumeBuilder()
                            .withNewMetadata()
                            .withName(name + "-" + number)
                            .endMetadata()
                            .withNewSpec()
                            .withStorageClassName(name)
                            .withCapacity(Map.of("storage", new Quantity("1Gi")))
                            .withAccessModes("ReadWriteOnce")
                            .withNewHostPath("/nowhere/" + name + number, "")
                            .endSpec()
                            .build())
                    .create());
    await()
        .atMost(SOON)
        .until(
            () ->
                parts(PersistentVolumeClaim.class).stream()
                    .allMatch(claim -> "Bound".equals(claim.getStatus().getPhase())));
  }

  void removeDisks() {
    client().persistentVolumes().list().getItems().stream()
        .filter(volume -> name.equals(volume.getSpec().getStorageClassName()))
        .forEach(volume -> client().resource(volume).delete());
  }

  /** What is in the environment of an FTP server's next pod; empty text where there is none. */
  String setting(int replica, String key) {
    return Optional.ofNullable(part(StatefulSet.class, "ingest-" + replica)).stream()
        .flatMap(
            set -> set.getSpec().getTemplate().getSpec().getContainers().get(0).getEnv().stream())
        .filter(variable -> variable.getName().equals(key))
        .map(variable -> variable.getValue())
        .findFirst()
        .orElse("");
  }
}
