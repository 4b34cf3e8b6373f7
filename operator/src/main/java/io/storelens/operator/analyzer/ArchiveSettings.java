package io.storelens.operator.analyzer;

import io.storelens.crds.region.RegionSpec;
import java.util.Map;
import java.util.Optional;

/** The settings of an analyzer pod that say where photos are kept. */
public final class ArchiveSettings {
  private ArchiveSettings() {}

  /** A region's part of {@code ANALYZER_ARCHIVES}; empty where it keeps no photos. */
  public static Optional<String> place(String region, RegionSpec spec) {
    return spec.archive() == null
        ? Optional.empty()
        : Optional.of(region + "=" + spec.archive().url() + " " + spec.privacy().photoRetention());
  }

  /** Keys of the archive's Secret by the environment variable that each becomes; all optional. */
  public static Map<String, String> secretKeys() {
    return Map.of(
        "ANALYZER_ARCHIVE_CONNECTION", "connectionString",
        "ANALYZER_ARCHIVE_ENDPOINT", "endpoint");
  }
}
