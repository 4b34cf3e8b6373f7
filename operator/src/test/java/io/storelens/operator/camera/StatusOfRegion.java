package io.storelens.operator.camera;

import io.storelens.crds.region.RegionStatus;
import java.util.List;

/** What the reconciliation of regions writes, as far as cameras look at it. */
final class StatusOfRegion {
  private StatusOfRegion() {}

  /** A status that tells {@code address}. */
  static RegionStatus withAddress(String address) {
    return new RegionStatus(null, address, null, null, List.of());
  }
}
