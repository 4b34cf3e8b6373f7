package io.storelens.operator.camera;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.storelens.crds.camera.Camera;
import io.storelens.operator.Labels;
import io.storelens.operator.condition.Verdict;
import io.storelens.operator.directory.Credentials;
import io.storelens.operator.directory.PasswordGenerator;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The Secret with a camera's user name and password. */
final class CredentialsSecret {
  /** What {@link Labels#COMPONENT} says of generated ones. */
  static final String COMPONENT = "camera-credentials";

  /** On a generated Secret: the request for a new password that it answers. */
  static final String ROTATION = "storelens.io/password-rotation";

  static final String USERNAME = "username";
  static final String PASSWORD = "password";
  static final String UNUSABLE = "CredentialsUnusable";

  private CredentialsSecret() {}

  /** Its name: the one the camera names, else one of its own. */
  static String name(Camera camera) {
    return isGenerated(camera)
        ? camera.getMetadata().getName() + "-credentials"
        : camera.getSpec().credentialsSecret();
  }

  /** Whether the operator makes it. */
  static boolean isGenerated(Camera camera) {
    return camera.getSpec().credentialsSecret() == null;
  }

  /** A new Secret with a new password. It goes when the camera goes. */
  static Secret generate(Camera camera, String region, Optional<String> rotation) {
    var metadata = camera.getMetadata();
    var secret =
        new SecretBuilder()
            .withNewMetadata()
            .withName(name(camera))
            .withNamespace(metadata.getNamespace())
            .withLabels(Labels.of(region, COMPONENT))
            .withOwnerReferences(owner(camera))
            .endMetadata()
            .withType("Opaque")
            .withData(
                Map.of(
                    USERNAME, encoded(metadata.getName()),
                    PASSWORD, encoded(PasswordGenerator.generate())))
            .build();
    return rotation.map(value -> withRotation(secret, value)).orElse(secret);
  }

  private static OwnerReference owner(Camera camera) {
    return new OwnerReferenceBuilder()
        .withApiVersion(camera.getApiVersion())
        .withKind(camera.getKind())
        .withName(camera.getMetadata().getName())
        .withUid(camera.getMetadata().getUid())
        .withController(true)
        .build();
  }

  /**
   * Whether {@code secret} was generated for a camera of this name and has lost its owner, as one
   * from a backup has.
   */
  static boolean isRestored(Secret secret, Camera camera) {
    var labels = Optional.ofNullable(secret.getMetadata().getLabels()).orElse(Map.of());
    return Labels.isMadeByOperator(secret)
        && COMPONENT.equals(labels.get(Labels.COMPONENT))
        && secret.getMetadata().getOwnerReferences().isEmpty()
        && value(secret, USERNAME).filter(camera.getMetadata().getName()::equals).isPresent();
  }

  /** The same Secret, which goes when {@code camera} goes. */
  static Secret adopted(Secret secret, Camera camera) {
    return new SecretBuilder(secret)
        .editMetadata()
        .withOwnerReferences(owner(camera))
        .endMetadata()
        .build();
  }

  /** The same Secret with a new password. */
  static Secret rotated(Secret secret, String rotation) {
    return withRotation(
        new SecretBuilder(secret)
            .addToData(PASSWORD, encoded(PasswordGenerator.generate()))
            .build(),
        rotation);
  }

  /** The last request for a new password that {@code secret} answers. */
  static Optional<String> rotation(Secret secret) {
    return Optional.ofNullable(secret.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(ROTATION));
  }

  /** Whether {@code secret} was made for {@code camera}. */
  static boolean belongsTo(Secret secret, Camera camera) {
    return secret.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> owner.getUid().equals(camera.getMetadata().getUid()));
  }

  /** What is in it. A message never holds a value. */
  static LoginOutcome read(Secret secret, Camera camera) {
    String name = secret.getMetadata().getName();
    var password = value(secret, PASSWORD);
    if (password.isEmpty()) {
      return LoginOutcome.none(
          Verdict.no(
              UNUSABLE,
              "Secret " + name + " has no password that is text; put one into its key password."));
    }
    var username =
        secret.getData().containsKey(USERNAME)
            ? value(secret, USERNAME)
            : Optional.of(camera.getMetadata().getName());
    if (username.isEmpty()) {
      return LoginOutcome.none(
          Verdict.no(
              UNUSABLE,
              "Key username of Secret "
                  + name
                  + " is not text; correct it, or leave it out for the camera's name."));
    }
    return LoginOutcome.of(
        new Credentials(
            username.get(),
            password.get(),
            isGenerated(camera) && PasswordGenerator.mayHaveMade(password.get())));
  }

  private static Optional<String> value(Secret secret, String key) {
    var data = secret.getData();
    if (data == null || data.get(key) == null) {
      return Optional.empty();
    }
    try {
      var bytes = Base64.getDecoder().decode(data.get(key));
      // Tools that write files end them with a line break, which is no part of a password.
      var text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes))
              .toString()
              .replaceFirst("\\r?\\n$", "");
      return Optional.of(text).filter(it -> !it.isEmpty() && it.indexOf('\n') < 0);
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Secret withRotation(Secret secret, String rotation) {
    return new SecretBuilder(secret)
        .editMetadata()
        .addToAnnotations(ROTATION, rotation)
        .endMetadata()
        .build();
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
