package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.storelens.crds.region.Region;

/** The accounts of a region's pods. None has a token: no pod speaks to the API server. */
final class Accounts {
  private Accounts() {}

  static ServiceAccount ingest(Region region) {
    return account(region, RegionParts.ingest(region), RegionParts.INGEST);
  }

  static ServiceAccount analyzer(Region region) {
    return account(region, RegionParts.analyzer(region), RegionParts.ANALYZER);
  }

  private static ServiceAccount account(Region region, String name, String component) {
    return new ServiceAccountBuilder()
        .withMetadata(RegionParts.metadata(region, name, component))
        .withAutomountServiceAccountToken(false)
        .build();
  }
}
