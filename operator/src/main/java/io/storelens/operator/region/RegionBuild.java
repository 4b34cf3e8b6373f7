package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.storelens.crds.region.Region;
import io.storelens.operator.OperatorSettings;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes all parts of a region but its FTP servers, which {@link Replicas} looks after. */
final class RegionBuild {
  private final OperatorSettings settings;
  private final RegionCaches caches;
  private final Extensions extensions;

  RegionBuild(OperatorSettings settings, RegionCaches caches, Extensions extensions) {
    this.settings = settings;
    this.caches = caches;
    this.extensions = extensions;
  }

  /**
   * @param minReplicas fewest analyzers
   * @param secretVersion version of a Secret in the region's namespace; empty text where there is
   *     none
   */
  void apply(
      Region region, Applier applier, int minReplicas, Function<String, String> secretVersion) {
    applier.apply(ServiceAccount.class, Accounts.ingest(region));
    applier.apply(ServiceAccount.class, Accounts.analyzer(region));
    applier.apply(NetworkPolicy.class, Policies.ingest(region));
    applier.apply(
        NetworkPolicy.class,
        Policies.analyzer(region, DatabasePeer.of(settings.analyzerDatabase())));
    applier.apply(PodDisruptionBudget.class, Budgets.ingest(region));
    applier.apply(PodDisruptionBudget.class, Budgets.analyzer(region));
    applier.apply(Service.class, PodsService.ingest(region));
    applier.apply(Service.class, PodsService.analyzer(region));
    services(region, applier);
    analyzers(region, applier, minReplicas, secretVersion);
    monitor(region, applier);
  }

  /** Deletes what its owner's end does not: all that is made by name. */
  void delete(Region region, Applier applier) {
    RegionCaches.KINDS.forEach(kind -> caches.of(kind, region).forEach(applier::delete));
    if (extensions.knows(Extension.SCALED_OBJECT)) {
      applier.delete(Extension.SCALED_OBJECT, scaledObject(region, 1));
    }
    if (extensions.knows(Extension.SERVICE_MONITOR)) {
      applier.delete(Extension.SERVICE_MONITOR, RegionMonitor.of(region));
    }
  }

  private void services(Region region, Applier applier) {
    var wanted = CameraService.of(region);
    wanted.forEach(service -> applier.apply(Service.class, service));
    var names =
        wanted.stream().map(service -> service.getMetadata().getName()).collect(Collectors.toSet());
    caches.of(Service.class, region).stream()
        .filter(CameraService::isOne)
        .filter(service -> !names.contains(service.getMetadata().getName()))
        .forEach(applier::delete);
  }

  private void analyzers(
      Region region, Applier applier, int minReplicas, Function<String, String> secretVersion) {
    var database = settings.analyzerDatabase().map(config -> DatabaseSecret.of(region, config));
    var written = database.flatMap(secret -> applier.apply(Secret.class, secret));
    var versions =
        AnalyzerDeployment.secrets(region).stream()
            .map(
                name ->
                    written
                        .filter(secret -> secret.getMetadata().getName().equals(name))
                        .map(secret -> secret.getMetadata().getResourceVersion())
                        .orElseGet(() -> secretVersion.apply(name)))
            .collect(Collectors.joining(" "));
    applier.apply(
        Deployment.class, AnalyzerDeployment.of(region, settings.images(), versions.strip()));
    var autoscaler = AnalyzerScaling.byCpu(region, minReplicas);
    if (extensions.knows(Extension.SCALED_OBJECT)) {
      // Two autoscalers would work against each other.
      caches.of(HorizontalPodAutoscaler.class, region).stream()
          .filter(one -> one.getMetadata().getName().equals(autoscaler.getMetadata().getName()))
          .forEach(applier::delete);
      applier.apply(Extension.SCALED_OBJECT, scaledObject(region, minReplicas));
    } else {
      applier.apply(HorizontalPodAutoscaler.class, autoscaler);
    }
  }

  private GenericKubernetesResource scaledObject(Region region, int minReplicas) {
    return AnalyzerScaling.byKeda(region, minReplicas, settings.prometheus());
  }

  private void monitor(Region region, Applier applier) {
    if (extensions.knows(Extension.SERVICE_MONITOR)) {
      applier.apply(Extension.SERVICE_MONITOR, RegionMonitor.of(region));
    }
  }
}
