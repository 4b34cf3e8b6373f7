package io.storelens.e2e.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The resources of a store that never closes, with eight cameras. */
final class BenchmarkStore {
  static final String STORE = "bench-001";
  static final String PASSWORD = "a-camera-of-the-benchmark";
  private static final int CAMERAS = 8;

  private static final String STORE_YAML =
      """
      apiVersion: storelens.io/v1alpha1
      kind: Store
      metadata: {name: bench-001}
      spec:
        region: bench
        country: FR
        city: Paris
        timeZone: Europe/Paris
        workingHours:
          - {days: [Mon, Tue, Wed, Thu, Fri, Sat, Sun], opens: "00:00", closes: "24:00"}
      """;

  private static final String CAMERA_YAML =
      """
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: %1$s}
      stringData: {username: %1$s, password: %2$s}
      ---
      apiVersion: storelens.io/v1alpha1
      kind: Camera
      metadata: {name: %1$s}
      spec:
        store: bench-001
        credentialsSecret: %1$s
      """;

  private BenchmarkStore() {}

  static String camera(int number) {
    return "bench-001-checkout-" + number;
  }

  /** Writes them below {@code folder} and gives their folder. */
  static Path write(Path folder) throws IOException {
    var config = Files.createDirectories(folder.resolve("config"));
    var yaml = new StringBuilder(STORE_YAML);
    for (int number = 0; number < CAMERAS; number++) {
      yaml.append(CAMERA_YAML.formatted(camera(number), PASSWORD));
    }
    Files.writeString(config.resolve("bench.yaml"), yaml);
    return config;
  }
}
