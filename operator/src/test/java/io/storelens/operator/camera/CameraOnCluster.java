package io.storelens.operator.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.DirectoryShard;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.region.Region;
import io.storelens.crds.store.Store;
import io.storelens.operator.cluster.RealCluster;
import io.storelens.operator.cluster.RunningOperator;
import io.storelens.operator.directory.ShardJson;
import io.storelens.operator.directory.ShardSecret;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A camera with its store and region on a real API server, and what tests ask and change of it. */
abstract class CameraOnCluster {
  static final Duration SOON = Duration.ofSeconds(30);

  @RegisterExtension static final RealCluster CLUSTER = new RealCluster();

  RunningOperator operator;
  String region;
  String store;
  String camera;

  @BeforeEach
  void startOperatorWithARegion() {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    region = "region-" + unique;
    store = "store-" + unique;
    camera = "camera-" + unique;
    operator = CLUSTER.operator();
    create(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Region
        metadata: {name: %s, annotations: {storelens.io/paused-reconciliation: "true"}}
        spec: {}
        """
            .formatted(region));
    setAddress("ftp.example.test");
    create(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Store
        metadata: {name: %s}
        spec: {region: %s, country: FR, city: Paris, timeZone: Europe/Paris}
        """
            .formatted(store, region));
  }

  @AfterEach
  void stopOperator() {
    operator.close();
  }

  void awaitReady(String status, String reason) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(camera().getStatus()).isNotNull();
              assertThat(condition("Ready").getReason()).isEqualTo(reason);
              assertThat(condition("Ready").getStatus()).isEqualTo(status);
            });
  }

  Condition condition(String type) {
    return camera().getStatus().conditions().stream()
        .filter(one -> one.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  static String reason(String name) {
    return Optional.ofNullable(camera(name))
        .map(Camera::getStatus)
        .flatMap(
            status ->
                status.conditions().stream()
                    .filter(one -> one.getType().equals("Ready"))
                    .findFirst())
        .map(Condition::getReason)
        .orElse("");
  }

  void setAddress(String address) {
    admin()
        .resources(Region.class)
        .inNamespace(CLUSTER.namespace())
        .withName(region)
        .editStatus(
            found -> {
              found.setStatus(StatusOfRegion.withAddress(address));
              return found;
            });
  }

  void createCamera(String spec) {
    createCameraNamed(camera, spec);
  }

  static void createCameraNamed(String name, String spec) {
    create(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Camera
        metadata: {name: %s}
        spec: %s
        """
            .formatted(name, spec));
  }

  void annotate(Map<String, String> annotations) {
    admin()
        .resource(camera())
        .edit(
            found -> {
              found.getMetadata().setAnnotations(annotations);
              return found;
            });
  }

  void createSecret(Map<String, String> values) {
    createSecretNamed(camera + "-own", values);
  }

  static void createSecretNamed(String name, Map<String, String> values) {
    admin()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(CLUSTER.namespace())
                .endMetadata()
                .withStringData(values)
                .build())
        .create();
  }

  static void create(String yaml) {
    admin().load(stream(yaml)).inNamespace(CLUSTER.namespace()).create();
  }

  static void apply(String yaml) {
    admin().load(stream(yaml)).inNamespace(CLUSTER.namespace()).forceConflicts().serverSideApply();
  }

  static InputStream stream(String yaml) {
    return new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
  }

  Store store() {
    return admin().resources(Store.class).inNamespace(CLUSTER.namespace()).withName(store).get();
  }

  Camera camera() {
    return camera(camera);
  }

  static Camera camera(String name) {
    return admin().resources(Camera.class).inNamespace(CLUSTER.namespace()).withName(name).get();
  }

  static Secret secret(String name) {
    return admin().secrets().inNamespace(CLUSTER.namespace()).withName(name).get();
  }

  Secret shard(String name) {
    return secret(ShardSecret.name(region, DirectoryShard.of(name)));
  }

  Optional<CameraEntry> entry() {
    return entry(camera);
  }

  Optional<CameraEntry> entry(String name) {
    return Optional.ofNullable(shard(name))
        .map(secret -> secret.getData().get(DirectoryShard.fileName(DirectoryShard.of(name))))
        .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
        .flatMap(
            json ->
                ShardJson.read(json).cameras().stream()
                    .filter(one -> one.camera().equals(name))
                    .findFirst());
  }

  static String password(String secret) {
    return new String(
        Base64.getDecoder().decode(secret(secret).getData().get("password")),
        StandardCharsets.UTF_8);
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  boolean hasEvent(String reason) {
    return admin()
        .events()
        .v1()
        .events()
        .inNamespace(CLUSTER.namespace())
        .list()
        .getItems()
        .stream()
        .anyMatch(
            event ->
                event.getReason().equals(reason) && event.getRegarding().getName().equals(camera));
  }

  static KubernetesClient admin() {
    return CLUSTER.admin();
  }
}
