package io.storelens.operator.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.storelens.contract.directory.PasswordHash;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CameraIT extends CameraOnCluster {
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
}
