package io.storelens.e2e.bench;

import io.storelens.contract.store.OpeningHours;
import io.storelens.contract.store.WorkingHours;
import io.storelens.standalone.simulator.SimulatedCamera;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The resources of a store that never closes, with many cameras. */
final class BenchmarkStore {
  static final String STORE = "bench-001";
  static final String PASSWORD = "a-camera-of-the-benchmark";
  private static final int CAMERAS = 48;

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

  /** The first {@code count} cameras, to be played; their store never closes. */
  static List<SimulatedCamera> cameras(int count) {
    var always = new OpeningHours(Set.of(DayOfWeek.values()), "00:00", "24:00");
    var hours = new WorkingHours(ZoneId.of("UTC"), List.of(always), Set.of());
    return IntStream.range(0, count)
        .mapToObj(BenchmarkStore::camera)
        .map(name -> SimulatedCamera.of(name, STORE, hours, name, PASSWORD))
        .toList();
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
