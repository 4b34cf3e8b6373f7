package io.storelens.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of resources: one store that never closes, with two cameras. */
final class StoreFolder {
  static final String STORE = "paris-001";
  static final String CAMERA = "paris-001-checkout-1";
  static final String OTHER_CAMERA = "paris-001-checkout-2";
  static final String PASSWORD = "a-camera-of-the-tests";

  private static final String CAMERA_YAML =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: %1$s}
      stringData: {username: %1$s, password: %2$s}
      ---
      apiVersion: storelens.io/v1alpha1
      kind: Camera
      metadata: {name: %1$s}
      spec:
        store: paris-001
        position: Checkout
        credentialsSecret: %1$s
        identifiedBy: {login: {}}
      """;

  private static final String STORE_YAML =
      """
      apiVersion: storelens.io/v1alpha1
      kind: Region
      metadata: {name: eu-west}
      spec:
        analyzer: {provider: local, minFaceSize: %d, minEyeDistance: %d}
      ---
      apiVersion: storelens.io/v1alpha1
      kind: Store
      metadata: {name: paris-001}
      spec:
        region: eu-west
        country: FR
        city: Paris
        displayName: Paris Opera
        timeZone: Europe/Paris
        workingHours:
          - {days: [Mon, Tue, Wed, Thu, Fri, Sat, Sun], opens: "00:00", closes: "24:00"}
      """;

  private StoreFolder() {}

  /** Writes the resources into {@code folder}; faces of at least this size are customers. */
  static Path write(Path folder, int minFaceSize, int minEyeDistance) {
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("store.yaml"), STORE_YAML.formatted(minFaceSize, minEyeDistance));
      Files.writeString(
          folder.resolve("cameras.yaml"),
          CAMERA_YAML.formatted(CAMERA, PASSWORD)
              + "---\n"
              + CAMERA_YAML.formatted(OTHER_CAMERA, PASSWORD));
      return folder;
    } catch (IOException e) {
      throw new IllegalStateException(folder + " cannot be written", e);
    }
  }
}
