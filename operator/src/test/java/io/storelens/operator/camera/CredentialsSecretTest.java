package io.storelens.operator.camera;

import static io.storelens.operator.Resources.camera;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.storelens.crds.camera.Camera;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CredentialsSecretTest {
  private final Camera camera = camera("cam-1", "paris-001");

  @BeforeEach
  void identify() {
    camera.getMetadata().setNamespace("retail");
    camera.getMetadata().setUid("uid-1");
  }

  @Test
  void generatedSecretIsAsInTheGoldenFile() throws Exception {
    var golden = Path.of("src/test/resources/golden/camera");
    var in =
        Serialization.unmarshal(Files.readString(golden.resolve("in-camera.yaml")), Camera.class);

    var secret = CredentialsSecret.generate(in, "eu-west", Optional.of("2026-11-24"));

    var password = decoded(secret, "password");
    assertThat(password).matches("[a-zA-Z2-9]{24}");
    secret.getData().put("password", "");
    assertThat(secret)
        .isEqualTo(
            Serialization.unmarshal(
                Files.readString(golden.resolve("out-secret.yaml")), Secret.class));
  }

  @Test
  void everyPasswordIsAnother() {
    var first = CredentialsSecret.generate(camera, "eu-west", Optional.empty());
    var rotated = CredentialsSecret.rotated(first, "now");

    assertThat(decoded(rotated, "password")).isNotEqualTo(decoded(first, "password"));
    assertThat(CredentialsSecret.rotation(rotated)).hasValue("now");
    assertThat(decoded(rotated, "username")).isEqualTo("cam-1");
  }

  @Test
  void onlyAGeneratedSecretOfTheCameraThatLostItsOwnerIsAdopted() {
    var generated = CredentialsSecret.generate(camera, "eu-west", Optional.empty());
    var restored =
        new SecretBuilder(generated).editMetadata().withOwnerReferences().endMetadata().build();

    assertThat(CredentialsSecret.isRestored(generated, camera)).isFalse();
    assertThat(CredentialsSecret.isRestored(restored, camera)).isTrue();
    assertThat(CredentialsSecret.adopted(restored, camera)).isEqualTo(generated);
    assertThat(CredentialsSecret.isRestored(restored, camera("cam-2", "paris-001"))).isFalse();
    var unlabelled =
        new SecretBuilder(restored).editMetadata().withLabels(Map.of()).endMetadata().build();
    assertThat(CredentialsSecret.isRestored(unlabelled, camera)).isFalse();
  }

  @Test
  void generatedPasswordIsToldFromAChosenOne() {
    var generated = CredentialsSecret.generate(camera, "eu-west", Optional.empty());

    assertThat(CredentialsSecret.read(generated, camera).credentials().orElseThrow().generated())
        .isTrue();
    assertThat(read("password", "chosen").credentials().orElseThrow().generated()).isFalse();
  }

  @Test
  void userNameIsTheCamerasWhereTheSecretHasNone() {
    assertThat(read("password", "open sesame\n").credentials().orElseThrow())
        .satisfies(login -> assertThat(login.username()).isEqualTo("cam-1"))
        .satisfies(login -> assertThat(login.password()).isEqualTo("open sesame"));
  }

  @Test
  void secretWithoutAPasswordSaysWhatToDoAndNoValue() {
    assertThat(read("username", "till").problem().orElseThrow().message())
        .contains("Secret own has no password", "key password");
    assertThat(read("password", "two\nlines").problem().orElseThrow().message())
        .doesNotContain("two");
  }

  @Test
  void overlapIsADayWhereTheAnnotationCannotBeRead() {
    assertThat(overlap("PT1H")).isEqualTo(Duration.ofHours(1));
    assertThat(overlap("PT0S")).isZero();
    assertThat(overlap("soon")).isEqualTo(Duration.ofDays(1));
    assertThat(overlap("-PT1H")).isEqualTo(Duration.ofDays(1));
  }

  private Duration overlap(String text) {
    camera.getMetadata().setAnnotations(Map.of(Rotation.OVERLAP, text));
    return Rotation.of(camera).overlap();
  }

  private LoginOutcome read(String key, String value) {
    var data = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    return CredentialsSecret.read(
        new SecretBuilder()
            .withNewMetadata()
            .withName("own")
            .endMetadata()
            .withData(Map.of(key, data))
            .build(),
        camera);
  }

  private static String decoded(Secret secret, String key) {
    return new String(
        Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
  }
}
