package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.storelens.crds.region.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many analyzers there are: as many as load asks for, at least as many as are foreseen. KEDA
 * does it where it is installed, else Kubernetes alone.
 */
final class AnalyzerScaling {
  /** API version of KEDA's kinds. */
  static final String KEDA = "keda.sh/v1alpha1";

  /** KEDA's kind. */
  static final String SCALED_OBJECT = "ScaledObject";

  /** Photos that wait for each analyzer there is, before another is asked for. */
  private static final int WAITING_PHOTOS = 200;

  private AnalyzerScaling() {}

  /** By CPU, in Kubernetes itself. */
  static HorizontalPodAutoscaler byCpu(Region region, int minReplicas) {
    var analyzer = region.getSpec().analyzer();
    return new HorizontalPodAutoscalerBuilder()
        .withMetadata(
            RegionParts.metadata(region, RegionParts.analyzer(region), RegionParts.ANALYZER))
        .withNewSpec()
        .withNewScaleTargetRef()
        .withApiVersion("apps/v1")
        .withKind("Deployment")
        .withName(RegionParts.analyzer(region))
        .endScaleTargetRef()
        .withMinReplicas(minReplicas)
        .withMaxReplicas(analyzer.maxReplicas())
        .addNewMetric()
        .withType("Resource")
        .withNewResource()
        .withName("cpu")
        .withNewTarget()
        .withType("Utilization")
        .withAverageUtilization(analyzer.targetCpu())
        .endTarget()
        .endResource()
        .endMetric()
        .endSpec()
        .build();
  }

  /**
   * By CPU and by the photos that wait, with KEDA.
   *
   * @param prometheus its address, which knows how many photos wait; empty to go by CPU alone
   */
  static GenericKubernetesResource byKeda(
      Region region, int minReplicas, Optional<String> prometheus) {
    var analyzer = region.getSpec().analyzer();
    var triggers = new ArrayList<Map<String, Object>>();
    triggers.add(
        Map.of(
            "type", "cpu",
            "metricType", "Utilization",
            "metadata", Map.of("value", analyzer.targetCpu().toString())));
    prometheus.ifPresent(
        address ->
            triggers.add(
                Map.of(
                    "type",
                    "prometheus",
                    "metadata",
                    Map.of(
                        "serverAddress", address,
                        "query", waiting(region),
                        "threshold", Integer.toString(WAITING_PHOTOS)))));
    return new GenericKubernetesResourceBuilder()
        .withApiVersion(KEDA)
        .withKind(SCALED_OBJECT)
        .withMetadata(
            RegionParts.metadata(region, RegionParts.analyzer(region), RegionParts.ANALYZER))
        .addToAdditionalProperties(
            "spec",
            Map.of(
                "scaleTargetRef",
                Map.of("name", RegionParts.analyzer(region)),
                "minReplicaCount",
                minReplicas,
                "maxReplicaCount",
                analyzer.maxReplicas(),
                "triggers",
                List.copyOf(triggers)))
        .build();
  }

  private static String waiting(Region region) {
    return "sum(storelens_ingest_spool_depth{namespace=\"%s\",service=\"%s\"})"
        .formatted(region.getMetadata().getNamespace(), RegionParts.ingestPods(region));
  }
}
