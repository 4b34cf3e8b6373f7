package io.storelens.operator.region;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** Kinds that are not part of Kubernetes, and are made only where they are known. */
enum Extension {
  /** KEDA scales what it names. */
  SCALED_OBJECT(AnalyzerScaling.KEDA, AnalyzerScaling.SCALED_OBJECT, "scaledobjects"),
  /** The Prometheus operator has its metrics read. */
  SERVICE_MONITOR(RegionMonitor.MONITORING, RegionMonitor.SERVICE_MONITOR, "servicemonitors");

  private final String apiVersion;
  private final String kind;
  private final String plural;

  Extension(String apiVersion, String kind, String plural) {
    this.apiVersion = apiVersion;
    this.kind = kind;
    this.plural = plural;
  }

  String apiVersion() {
    return apiVersion;
  }

  String plural() {
    return plural;
  }

  /** How the API server is asked for it. */
  ResourceDefinitionContext definition() {
    int slash = apiVersion.indexOf('/');
    return new ResourceDefinitionContext.Builder()
        .withGroup(apiVersion.substring(0, slash))
        .withVersion(apiVersion.substring(slash + 1))
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }
}
