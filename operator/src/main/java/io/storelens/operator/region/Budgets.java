package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.storelens.crds.region.Region;

/** How many pods of a part may be away at once while nodes are emptied; a single one may. */
final class Budgets {
  private Budgets() {}

  static PodDisruptionBudget ingest(Region region) {
    return budget(region, RegionParts.ingest(region), RegionParts.INGEST, new IntOrString(1));
  }

  static PodDisruptionBudget analyzer(Region region) {
    return budget(
        region, RegionParts.analyzer(region), RegionParts.ANALYZER, new IntOrString("25%"));
  }

  private static PodDisruptionBudget budget(
      Region region, String name, String component, IntOrString away) {
    return new PodDisruptionBudgetBuilder()
        .withMetadata(RegionParts.metadata(region, name, component))
        .withNewSpec()
        .withMaxUnavailable(away)
        .withNewSelector()
        .withMatchLabels(RegionParts.selector(region, component))
        .endSelector()
        // One that is not ready must not keep a node from being emptied.
        .withUnhealthyPodEvictionPolicy("AlwaysAllow")
        .endSpec()
        .build();
  }
}
