package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.storelens.crds.region.Region;
import io.storelens.operator.Labels;
import java.util.List;
import java.util.Map;

/** Has Prometheus read the metrics of a region's pods, where its operator is installed. */
final class RegionMonitor {
  /** API version of the Prometheus operator's kinds. */
  static final String MONITORING = "monitoring.coreos.com/v1";

  /** The Prometheus operator's kind. */
  static final String SERVICE_MONITOR = "ServiceMonitor";

  private RegionMonitor() {}

  static GenericKubernetesResource of(Region region) {
    var name = region.getMetadata().getName();
    return new GenericKubernetesResourceBuilder()
        .withApiVersion(MONITORING)
        .withKind(SERVICE_MONITOR)
        .withMetadata(RegionParts.metadata(region, name, RegionParts.INGEST))
        .addToAdditionalProperties(
            "spec",
            Map.of(
                "selector",
                Map.of("matchLabels", Map.of(Labels.REGION, name)),
                "endpoints",
                List.of(Map.of("port", PodParts.MANAGEMENT, "path", "/metrics"))))
        .build();
  }
}
