package io.storelens.contract.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Several photos in one call.
 *
 * @param photos most photos of a call, 2 to 36
 * @param maxWait how long a photo waits for others
 */
public record MosaicConfig(int photos, Duration maxWait) {
  private static final int MOST_PHOTOS = 36;

  /** Reads {@code ANALYZER_MOSAIC_*}; empty where no number of photos is set. */
  static Optional<MosaicConfig> from(Env env) {
    int photos = env.integer("ANALYZER_MOSAIC_PHOTOS", 1, 1, MOST_PHOTOS);
    var wait = env.duration("ANALYZER_MOSAIC_MAX_WAIT", Duration.ofSeconds(2));
    return photos == 1 ? Optional.empty() : Optional.of(new MosaicConfig(photos, wait));
  }
}
