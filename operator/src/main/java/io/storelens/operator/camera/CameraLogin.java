package io.storelens.operator.camera;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.storelens.crds.camera.Camera;
import io.storelens.operator.condition.Verdict;
import io.storelens.operator.event.EventReason;
import io.storelens.operator.event.Events;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** Sees to it that a camera has something to log in with. */
final class CameraLogin {
  private final KubernetesClient client;
  private final Events events;
  private final BiFunction<String, String, Optional<Secret>> secrets;
  private final BiConsumer<Secret, Optional<Secret>> written;

  /**
   * @param secrets a Secret by namespace and name, as it was last seen
   * @param written told a Secret that was written, and the one before
   */
  CameraLogin(
      KubernetesClient client,
      Events events,
      BiFunction<String, String, Optional<Secret>> secrets,
      BiConsumer<Secret, Optional<Secret>> written) {
    this.client = client;
    this.events = events;
    this.secrets = secrets;
    this.written = written;
  }

  /**
   * What {@code camera} logs in with. Makes a Secret where it names none, and a new password where
   * one is asked for.
   *
   * @throws KubernetesClientException if the API server does not take the Secret
   */
  LoginOutcome ensure(Camera camera, String region, Rotation rotation) {
    String name = CredentialsSecret.name(camera);
    var found = secrets.apply(camera.getMetadata().getNamespace(), name);
    if (!CredentialsSecret.isGenerated(camera)) {
      refuse(camera, rotation);
      return found
          .map(secret -> CredentialsSecret.read(secret, camera))
          .orElseGet(() -> missing(name));
    }
    if (found.isEmpty()) {
      return create(camera, region, rotation);
    }
    if (CredentialsSecret.isRestored(found.get(), camera)) {
      return CredentialsSecret.read(adopt(camera, found.get()), camera);
    }
    var secret = found.get();
    if (!CredentialsSecret.belongsTo(secret, camera)) {
      return taken(name);
    }
    boolean isAsked =
        rotation.request().isPresent()
            && !rotation.request().equals(CredentialsSecret.rotation(secret));
    return CredentialsSecret.read(isAsked ? rotate(camera, secret, rotation) : secret, camera);
  }

  private LoginOutcome create(Camera camera, String region, Rotation rotation) {
    var wanted = CredentialsSecret.generate(camera, region, rotation.request());
    try {
      var created = client.resource(wanted).create();
      written.accept(created, Optional.empty());
      return CredentialsSecret.read(created, camera);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      // Not seen yet, or somebody else's; asking is dear, and happens once.
      var there = client.resource(wanted).get();
      if (there == null) {
        throw e;
      }
      return CredentialsSecret.belongsTo(there, camera)
          ? CredentialsSecret.read(there, camera)
          : taken(wanted.getMetadata().getName());
    }
  }

  private Secret adopt(Camera camera, Secret secret) {
    var adopted = client.resource(CredentialsSecret.adopted(secret, camera)).update();
    written.accept(adopted, Optional.of(secret));
    return adopted;
  }

  /** The version that was seen must still be there: of two new passwords only one may win. */
  private Secret rotate(Camera camera, Secret secret, Rotation rotation) {
    var wanted = CredentialsSecret.rotated(secret, rotation.request().orElseThrow());
    var changed = client.resource(wanted).update();
    written.accept(changed, Optional.of(secret));
    events.publish(
        camera,
        EventReason.PASSWORD_ROTATED,
        "New password in Secret "
            + secret.getMetadata().getName()
            + "; the old one counts for another "
            + rotation.overlap()
            + ".");
    return changed;
  }

  private void refuse(Camera camera, Rotation rotation) {
    var answered = Optional.ofNullable(camera.getStatus()).map(status -> status.passwordRotation());
    if (rotation.request().isPresent() && !rotation.request().equals(answered)) {
      events.publish(
          camera,
          EventReason.ROTATION_REFUSED,
          "The password is in Secret "
              + CredentialsSecret.name(camera)
              + ", which is yours: change it there. The old one then counts for another "
              + rotation.overlap()
              + ".");
    }
  }

  private static LoginOutcome missing(String name) {
    return LoginOutcome.none(
        Verdict.no(
            "CredentialsMissing",
            "There is no Secret "
                + name
                + ". Make it, with the key password, or leave credentialsSecret out for a generated"
                + " password."));
  }

  private static LoginOutcome taken(String name) {
    return LoginOutcome.none(
        Verdict.no(
            "CredentialsTaken",
            "Secret "
                + name
                + " was not made for this camera. Delete it, or name it as credentialsSecret."));
  }
}
