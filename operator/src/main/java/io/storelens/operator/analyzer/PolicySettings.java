package io.storelens.operator.analyzer;

import io.storelens.contract.config.RegionPolicy;
import io.storelens.crds.region.Privacy;
import io.storelens.crds.region.RegionSpec;

/** What analyzers are told of a region's policy. */
public final class PolicySettings {
  private PolicySettings() {}

  /** The policy of {@code spec}, whose defaults are filled in. */
  public static RegionPolicy of(RegionSpec spec) {
    return new RegionPolicy(
        spec.analyzer().minFaceSize(),
        spec.analyzer().minEyeDistance(),
        spec.privacy().analysesMood(),
        spec.privacy().minors() != Privacy.Minors.IGNORE);
  }
}
