package io.storelens.contract.directory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the time of a camera's photos is found.
 *
 * @param sources tried in this order; {@link CaptureSource#ARRIVAL} is the last resort even when it
 *     is not listed
 * @param fileNamePattern a regular expression on the whole path the camera sent, with named groups
 *     {@code date} (yyyyMMdd) and {@code time} (HHmmss), separators allowed in both, or {@code
 *     timestamp} (yyyyMMddHHmmss), and optionally {@code millis}; empty means the patterns of known
 *     camera brands
 * @param maxSkew largest believable difference between the camera's time and arrival; not negative
 * @param onSkew what happens beyond {@code maxSkew}
 */
public record CaptureTime(
    List<CaptureSource> sources,
    Optional<String> fileNamePattern,
    Duration maxSkew,
    SkewPolicy onSkew) {
  /** EXIF, then the name, then arrival; a clock off by over five minutes is not believed. */
  public static final CaptureTime DEFAULT =
      new CaptureTime(
          List.of(CaptureSource.values()),
          Optional.empty(),
          Duration.ofMinutes(5),
          SkewPolicy.USE_ARRIVAL);

  public CaptureTime {
    sources = List.copyOf(sources);
  }
}
