package io.storelens.ingest.camera;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.CaptureSource;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Finds out when a photo counts, by its camera's policy. */
public final class CaptureTimes {
  private final FileNameTime names = new FileNameTime();

  /**
   * When {@code photo} was taken, or empty if the camera's clock is so wrong that its policy
   * refuses the photo.
   *
   * @param path the whole path the camera sent, without a leading slash
   * @param photo opens the JPEG; asked only if EXIF is a source
   * @param arrival when the upload began
   * @throws IOException if the photo cannot be read
   */
  public Optional<CaptureMoment> of(CameraEntry camera, String path, Content photo, Instant arrival)
      throws IOException {
    var policy = camera.captureTime();
    boolean arrivalFirst = false;
    for (CaptureSource source : policy.sources()) {
      Optional<Instant> found =
          switch (source) {
            case EXIF -> ExifTime.of(photo.open(), camera.timeZone(), arrival);
            case FILE_NAME -> inName(camera, path, arrival).map(NameTime::at);
            case ARRIVAL -> Optional.empty();
          };
      arrivalFirst |= source == CaptureSource.ARRIVAL;
      if (found.isPresent()) {
        return arrivalFirst
            ? Optional.of(CaptureMoment.arrival(arrival, found))
            : judge(camera, source, found.get(), arrival);
      }
    }
    return Optional.of(CaptureMoment.arrival(arrival, Optional.empty()));
  }

  /**
   * What the name says, whether the camera's policy asks it or not.
   *
   * @param path the whole path the camera sent, without a leading slash
   * @return empty if it has no time
   */
  public Optional<NameTime> inName(CameraEntry camera, String path, Instant arrival) {
    return names.of(path, camera.captureTime().fileNamePattern(), camera.timeZone(), arrival);
  }

  private static Optional<CaptureMoment> judge(
      CameraEntry camera, CaptureSource source, Instant claimed, Instant arrival) {
    var policy = camera.captureTime();
    var believed = new CaptureMoment(claimed, source, Optional.of(claimed));
    if (Duration.between(claimed, arrival).abs().compareTo(policy.maxSkew()) <= 0) {
      return Optional.of(believed);
    }
    return switch (policy.onSkew()) {
      case USE_CAMERA -> Optional.of(believed);
      case USE_ARRIVAL -> Optional.of(CaptureMoment.arrival(arrival, Optional.of(claimed)));
      case REFUSE -> Optional.empty();
    };
  }

  /** Opens a photo for reading from its start. */
  @FunctionalInterface
  public interface Content {
    /** A stream that need not be closed. */
    InputStream open() throws IOException;
  }
}
