package io.storelens.standalone.simulator;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Random;

/**
 * One press of a camera's shutter.
 *
 * @param camera which camera
 * @param time when, by the camera's clock
 */
public record Shot(SimulatedCamera camera, Instant time) {
  /** The store's local time. */
  ZonedDateTime localTime() {
    return time.atZone(camera.hours().zone());
  }

  /** File name, without a folder. */
  String fileName() {
    return camera.naming().name(camera.name(), localTime());
  }

  /** File name, with the folder. */
  String path() {
    return camera.directory().isEmpty() ? fileName() : camera.directory() + "/" + fileName();
  }

  /**
   * What the camera makes of {@code scene}: with the time of the shot, and bytes of its own.
   *
   * @param random makes them differ
   */
  byte[] photo(Scene scene, Random random) {
    return ExifSegment.insert(
        scene.jpeg(),
        localTime(),
        camera.serialNumber(),
        "%016x%016x".formatted(random.nextLong(), random.nextLong()));
  }
}
