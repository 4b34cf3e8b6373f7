package io.storelens.standalone.simulator;

import java.time.Instant;
import java.time.ZonedDateTime;

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
}
