package io.storelens.ingest.camera;

import io.storelens.contract.directory.CaptureSource;
import java.time.Instant;
import java.util.Optional;

/**
 * When a photo counts.
 *
 * @param at the moment
 * @param source what it was taken from
 * @param cameraTime what the camera's clock said, believed or not
 */
public record CaptureMoment(Instant at, CaptureSource source, Optional<Instant> cameraTime) {
  static CaptureMoment arrival(Instant arrival, Optional<Instant> cameraTime) {
    return new CaptureMoment(arrival, CaptureSource.ARRIVAL, cameraTime);
  }
}
