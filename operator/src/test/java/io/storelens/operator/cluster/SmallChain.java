package io.storelens.operator.cluster;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.DirectoryShard;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.camera.CameraSpec;
import io.storelens.crds.region.Region;
import io.storelens.crds.region.RegionStatus;
import io.storelens.crds.store.Store;
import io.storelens.operator.directory.ShardJson;
import io.storelens.operator.directory.ShardSecret;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** One store that is always open, in a region that has an address, and cameras in it. */
public final class SmallChain {
  private final RealCluster cluster;
  private final String unique = UUID.randomUUID().toString().substring(0, 8);

  /** Makes region and store in the namespace of {@code cluster}. */
  public SmallChain(RealCluster cluster) {
    this.cluster = cluster;
    create(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Region
        metadata: {name: %s, annotations: {storelens.io/paused-reconciliation: "true"}}
        spec: {}
        ---
        apiVersion: storelens.io/v1alpha1
        kind: Store
        metadata: {name: %s}
        spec:
          region: %s
          country: FR
          city: Paris
          timeZone: Europe/Paris
          workingHours:
            - {days: [Mon, Tue, Wed, Thu, Fri, Sat, Sun], opens: "00:00", closes: "24:00"}
        """
            .formatted(region(), store(), region()));
    cluster
        .admin()
        .resources(Region.class)
        .inNamespace(cluster.namespace())
        .withName(region())
        .editStatus(
            found -> {
              found.setStatus(
                  Serialization.unmarshal(
                      "address: ftp.example.test\nconditions: []\n", RegionStatus.class));
              return found;
            });
  }

  /** The region's name. */
  public String region() {
    return "region-" + unique;
  }

  /** The store's name. */
  public String store() {
    return "store-" + unique;
  }

  /** Name of a camera. */
  public String camera(int number) {
    return cameras() + number;
  }

  /** What all its cameras' names begin with. */
  public String cameras() {
    return "camera-" + unique + "-";
  }

  /** Makes cameras {@code from} to {@code end}, exclusive. */
  public void addCameras(int from, int end) {
    IntStream.range(from, end)
        .forEach(
            number ->
                create(
                    """
                    apiVersion: storelens.io/v1alpha1
                    kind: Camera
                    metadata: {name: %s}
                    spec: {store: %s}
                    """
                        .formatted(camera(number), store())));
  }

  /** Makes what {@code yaml} says, in the namespace of the test. */
  public void create(String yaml) {
    cluster
        .admin()
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .inNamespace(cluster.namespace())
        .create();
  }

  /** Sets {@code spec.paused} of a camera. */
  public void pause(String name) {
    cluster
        .admin()
        .resource(resource(name))
        .edit(
            found -> {
              var spec = found.getSpec();
              found.setSpec(
                  new CameraSpec(
                      spec.store(),
                      spec.position(),
                      spec.credentialsSecret(),
                      spec.identifiedBy(),
                      spec.captureTime(),
                      spec.capabilities(),
                      true));
              return found;
            });
  }

  /** A camera as it is now. */
  public Camera resource(String name) {
    return cluster
        .admin()
        .resources(Camera.class)
        .inNamespace(cluster.namespace())
        .withName(name)
        .get();
  }

  /** The store as it is now. */
  public Store storeResource() {
    return cluster
        .admin()
        .resources(Store.class)
        .inNamespace(cluster.namespace())
        .withName(store())
        .get();
  }

  /** A condition of a camera; empty while it has none. */
  public Optional<Condition> condition(String camera, String type) {
    return Optional.ofNullable(resource(camera).getStatus())
        .flatMap(status -> find(status.conditions(), type));
  }

  /** A condition of the store; empty while it has none. */
  public Optional<Condition> storeCondition(String type) {
    return Optional.ofNullable(storeResource().getStatus())
        .flatMap(status -> find(status.conditions(), type));
  }

  private static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions.stream().filter(one -> one.getType().equals(type)).findFirst();
  }

  /** Whether cameras {@code from} to {@code end}, exclusive, are all Ready. */
  public boolean areReady(int from, int end) {
    return IntStream.range(from, end)
        .allMatch(
            number ->
                condition(camera(number), "Ready")
                    .filter(one -> one.getStatus().equals("True"))
                    .isPresent());
  }

  /** What the camera directory says of a camera. */
  public Optional<CameraEntry> entry(String camera) {
    int number = DirectoryShard.of(camera);
    return Optional.ofNullable(secret(ShardSecret.name(region(), number)))
        .map(secret -> secret.getData().get(DirectoryShard.fileName(number)))
        .map(SmallChain::decoded)
        .flatMap(
            json ->
                ShardJson.read(json).cameras().stream()
                    .filter(one -> one.camera().equals(camera))
                    .findFirst());
  }

  /** The password that was generated for a camera. */
  public String password(String camera) {
    return decoded(secret(camera + "-credentials").getData().get("password"));
  }

  private Secret secret(String name) {
    return cluster.admin().secrets().inNamespace(cluster.namespace()).withName(name).get();
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
