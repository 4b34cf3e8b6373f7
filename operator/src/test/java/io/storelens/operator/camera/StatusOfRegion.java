package io.storelens.operator.camera;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.storelens.crds.region.RegionStatus;

/** What the reconciliation of regions writes, as far as cameras look at it. */
final class StatusOfRegion {
  private StatusOfRegion() {}

  /** A status that tells {@code address}. */
  static RegionStatus withAddress(String address) {
    return Serialization.unmarshal(
        "address: '%s'\nconditions: []\n".formatted(address), RegionStatus.class);
  }
}
