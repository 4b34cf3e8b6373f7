package io.storelens.operator.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.DirectoryShard;
import io.storelens.contract.directory.PasswordHash;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.camera.CameraSpec;
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
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CameraIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @RegisterExtension static final RealCluster CLUSTER = new RealCluster();

  private RunningOperator operator;
  private String region;
  private String store;
  private String camera;

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

  @Test
  void cameraGetsAPasswordAnEntryAndTheAddressItUploadsTo() {
    createCamera("{store: %s}".formatted(store));

    awaitReady("True", "InDirectory");
    var status = camera().getStatus();
    assertThat(status.address().host()).isEqualTo("ftp.example.test");
    assertThat(status.address().port()).isEqualTo(21);
    assertThat(status.region()).isEqualTo(region);
    assertThat(status.observedGeneration()).isEqualTo(camera().getMetadata().getGeneration());
    assertThat(status.credentialsSecret()).isEqualTo(camera + "-credentials");
    assertThat(status.conditions())
        .extracting(Condition::getType)
        .containsExactly("ClockOk", "Degraded", "Delivering", "Ready", "RequirementsMet");
    assertThat(condition("Delivering").getReason()).isEqualTo("NoDatabase");
    var entry = entry().orElseThrow();
    assertThat(entry.username()).isEqualTo(camera);
    assertThat(PasswordHash.matches(entry.passwordHash(), password(camera + "-credentials")))
        .isTrue();
    assertThat(secret(camera + "-credentials").getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(owner -> assertThat(owner.getUid()).isEqualTo(camera().getMetadata().getUid()));
    assertThat(camera().getMetadata().getFinalizers()).isEmpty();
  }

  @Test
  void newPasswordIsMadeOnRequestAndTheOldOneCountsForAWhile() {
    createCamera("{store: %s}".formatted(store));
    awaitReady("True", "InDirectory");
    String old = password(camera + "-credentials");

    annotate(
        Map.of("storelens.io/rotate-password", "one", "storelens.io/password-overlap", "PT1H"));

    await().atMost(SOON).until(() -> entry().orElseThrow().formerPassword().isPresent());
    String renewed = password(camera + "-credentials");
    var entry = entry().orElseThrow();
    assertThat(renewed).isNotEqualTo(old);
    assertThat(PasswordHash.matches(entry.passwordHash(), renewed)).isTrue();
    assertThat(PasswordHash.matches(entry.formerPassword().orElseThrow().hash(), old)).isTrue();
    assertThat(entry.formerPassword().orElseThrow().until())
        .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3700));
    await().atMost(SOON).until(() -> "one".equals(camera().getStatus().passwordRotation()));
    await().atMost(SOON).until(() -> hasEvent("PasswordRotated"));

    annotate(Map.of("storelens.io/rotate-password", "one", "other", "annotation"));
    createCameraNamed(camera + "-other", "{store: %s}".formatted(store));
    await().atMost(SOON).until(() -> entry(camera + "-other").isPresent());
    assertThat(password(camera + "-credentials")).as("asked once").isEqualTo(renewed);
  }

  @Test
  void ownSecretIsTakenAndItsLackIsToldWithARemedy() {
    createCamera("{store: %s, credentialsSecret: %s-own}".formatted(store, camera));
    awaitReady("False", "CredentialsMissing");
    assertThat(condition("Ready").getMessage()).contains("no Secret " + camera + "-own", "Make it");
    assertThat(entry()).isEmpty();

    createSecret(Map.of("username", "till"));
    awaitReady("False", "CredentialsUnusable");

    var secret = secret(camera + "-own");
    secret.getData().put("password", base64("open sesame"));
    admin().resource(secret).update();
    awaitReady("True", "InDirectory");
    assertThat(entry().orElseThrow().username()).isEqualTo("till");
    assertThat(PasswordHash.matches(entry().orElseThrow().passwordHash(), "open sesame")).isTrue();

    annotate(Map.of("storelens.io/rotate-password", "one"));
    await().atMost(SOON).until(() -> hasEvent("RotationRefused"));
    assertThat(password(camera + "-own")).isEqualTo("open sesame");

    admin().resource(secret(camera + "-own")).delete();
    awaitReady("False", "CredentialsMissing");
    await().atMost(SOON).until(() -> entry().isEmpty());
  }

  @Test
  void cameraThatIsDeletedLeavesTheDirectoryAtOnce() {
    createCamera("{store: %s}".formatted(store));
    awaitReady("True", "InDirectory");
    admin().resource(camera()).delete();

    await().atMost(Duration.ofSeconds(3)).until(() -> entry().isEmpty());
  }

  @Test
  void editReachesTheDirectory() {
    createCamera("{store: %s}".formatted(store));
    awaitReady("True", "InDirectory");
    var edited = camera();
    admin()
        .resource(edited)
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

    await().atMost(SOON).until(() -> entry().orElseThrow().paused());
    awaitReady("False", "Paused");
  }

  @Test
  void hoursOfTheStoreReachTheDirectory() {
    createCamera("{store: %s}".formatted(store));
    awaitReady("True", "InDirectory");

    apply(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Store
        metadata: {name: %s}
        spec: {region: %s, country: FR, city: Paris, timeZone: Europe/Paris, closedDates: ["2026-12-25"]}
        """
            .formatted(store, region));

    await().atMost(SOON).until(() -> entry().orElseThrow().closedDates().size() == 1);
  }

  @Test
  void twoCamerasThatNothingTellsApartAreNotBothTaken() {
    createSecretNamed("shared-" + camera, Map.of("username", camera, "password", "open sesame"));
    createCamera("{store: %s, credentialsSecret: shared-%s}".formatted(store, camera));
    awaitReady("True", "InDirectory");
    String second = camera + "-2";
    createCameraNamed(second, "{store: %s, credentialsSecret: shared-%s}".formatted(store, camera));

    await().atMost(SOON).until(() -> reason(second).equals("LoginTaken"));
    assertThat(entry(second)).isEmpty();
    assertThat(entry()).isPresent();
  }

  @Test
  void cameraWaitsForItsStoreAndItsAddress() {
    String late = "late-" + store;
    createCamera("{store: %s}".formatted(late));
    awaitReady("False", "StoreMissing");
    setAddress("");

    create(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Store
        metadata: {name: %s}
        spec: {region: %s, country: FR, city: Paris, timeZone: Europe/Paris}
        """
            .formatted(late, region));
    awaitReady("False", "AddressPending");

    setAddress("ftp.example.test");
    awaitReady("True", "InDirectory");
  }

  @Test
  void whatSomebodyElseWritesIntoTheDirectoryIsUndone() {
    createCamera("{store: %s}".formatted(store));
    awaitReady("True", "InDirectory");
    var shard = shard(camera);
    String before = shard.getData().get(DirectoryShard.fileName(DirectoryShard.of(camera)));
    shard
        .getData()
        .put(DirectoryShard.fileName(DirectoryShard.of(camera)), base64("{\"cameras\":[]}"));

    admin().resource(shard).update();

    await()
        .atMost(SOON)
        .until(
            () ->
                before.equals(
                    shard(camera)
                        .getData()
                        .get(DirectoryShard.fileName(DirectoryShard.of(camera)))));

    admin().resource(shard(camera)).delete();

    await().atMost(SOON).until(() -> shard(camera) != null && entry().isPresent());
  }

  @Test
  void restartWritesNothingAndForgetsCamerasThatWentMeanwhile() {
    createCamera("{store: %s}".formatted(store));
    createCameraNamed(camera + "-2", "{store: %s}".formatted(store));
    awaitReady("True", "InDirectory");
    await().atMost(SOON).until(() -> reason(camera + "-2").equals("InDirectory"));
    operator.close();
    String cameraVersion = camera().getMetadata().getResourceVersion();
    String shardVersion = shard(camera).getMetadata().getResourceVersion();
    admin().resource(camera(camera + "-2")).delete();

    operator = CLUSTER.operator();

    await().atMost(SOON).until(() -> entry(camera + "-2").isEmpty());
    createCameraNamed(camera + "-3", "{store: %s}".formatted(store));
    await().atMost(SOON).until(() -> reason(camera + "-3").equals("InDirectory"));
    assertThat(camera().getMetadata().getResourceVersion()).isEqualTo(cameraVersion);
    if (DirectoryShard.of(camera) != DirectoryShard.of(camera + "-2")
        && DirectoryShard.of(camera) != DirectoryShard.of(camera + "-3")) {
      assertThat(shard(camera).getMetadata().getResourceVersion()).isEqualTo(shardVersion);
    }
  }

  @Test
  void pausedCameraIsLeftAlone() {
    create(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Camera
        metadata: {name: %s, annotations: {storelens.io/paused-reconciliation: "true"}}
        spec: {store: %s}
        """
            .formatted(camera, store));
    createCameraNamed(camera + "-2", "{store: %s}".formatted(store));
    await().atMost(SOON).until(() -> reason(camera + "-2").equals("InDirectory"));

    assertThat(camera().getStatus()).isNull();
    assertThat(secret(camera + "-credentials")).isNull();

    admin()
        .resource(camera())
        .edit(
            found -> {
              found.getMetadata().setAnnotations(Map.of());
              return found;
            });
    awaitReady("True", "InDirectory");
  }

  @Test
  void storeCountsItsCamerasAndTellsWhenItOpensOrCloses() {
    createCamera("{store: %s}".formatted(store));
    createCameraNamed(camera + "-2", "{store: %s, paused: true}".formatted(store));

    await()
        .atMost(SOON)
        .until(
            () ->
                store().getStatus() != null
                    && Integer.valueOf(2).equals(store().getStatus().cameras())
                    && Integer.valueOf(1).equals(store().getStatus().camerasReady()));
    assertThat(store().getStatus().open()).isNotNull();
    assertThat(Instant.parse(store().getStatus().nextChange())).isAfter(Instant.now());
    assertThat(store().getStatus().conditions())
        .filteredOn(one -> one.getType().equals("Ready"))
        .singleElement()
        .satisfies(one -> assertThat(one.getReason()).isEqualTo("CamerasNotReady"));

    admin().resource(camera(camera + "-2")).delete();

    await()
        .atMost(SOON)
        .until(
            () ->
                store().getStatus().conditions().stream()
                    .anyMatch(one -> one.getReason().equals("CamerasReady")));
    assertThat(store().getStatus().cameras()).isEqualTo(1);
  }

  private void awaitReady(String status, String reason) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(camera().getStatus()).isNotNull();
              assertThat(condition("Ready").getReason()).isEqualTo(reason);
              assertThat(condition("Ready").getStatus()).isEqualTo(status);
            });
  }

  private Condition condition(String type) {
    return camera().getStatus().conditions().stream()
        .filter(one -> one.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static String reason(String name) {
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

  private void setAddress(String address) {
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

  private void createCamera(String spec) {
    createCameraNamed(camera, spec);
  }

  private static void createCameraNamed(String name, String spec) {
    create(
        """
        apiVersion: storelens.io/v1alpha1
        kind: Camera
        metadata: {name: %s}
        spec: %s
        """
            .formatted(name, spec));
  }

  private void annotate(Map<String, String> annotations) {
    admin()
        .resource(camera())
        .edit(
            found -> {
              found.getMetadata().setAnnotations(annotations);
              return found;
            });
  }

  private void createSecret(Map<String, String> values) {
    createSecretNamed(camera + "-own", values);
  }

  private static void createSecretNamed(String name, Map<String, String> values) {
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

  private static void create(String yaml) {
    admin().load(stream(yaml)).inNamespace(CLUSTER.namespace()).create();
  }

  private static void apply(String yaml) {
    admin().load(stream(yaml)).inNamespace(CLUSTER.namespace()).forceConflicts().serverSideApply();
  }

  private static InputStream stream(String yaml) {
    return new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
  }

  private Store store() {
    return admin().resources(Store.class).inNamespace(CLUSTER.namespace()).withName(store).get();
  }

  private Camera camera() {
    return camera(camera);
  }

  private static Camera camera(String name) {
    return admin().resources(Camera.class).inNamespace(CLUSTER.namespace()).withName(name).get();
  }

  private static Secret secret(String name) {
    return admin().secrets().inNamespace(CLUSTER.namespace()).withName(name).get();
  }

  private Secret shard(String name) {
    return secret(ShardSecret.name(region, DirectoryShard.of(name)));
  }

  private Optional<CameraEntry> entry() {
    return entry(camera);
  }

  private Optional<CameraEntry> entry(String name) {
    return Optional.ofNullable(shard(name))
        .map(secret -> secret.getData().get(DirectoryShard.fileName(DirectoryShard.of(name))))
        .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
        .flatMap(
            json ->
                ShardJson.read(json).cameras().stream()
                    .filter(one -> one.camera().equals(name))
                    .findFirst());
  }

  private static String password(String secret) {
    return new String(
        Base64.getDecoder().decode(secret(secret).getData().get("password")),
        StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private boolean hasEvent(String reason) {
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

  private static KubernetesClient admin() {
    return CLUSTER.admin();
  }
}
