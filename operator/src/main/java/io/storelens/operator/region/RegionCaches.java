package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.storelens.crds.region.Region;
import io.storelens.operator.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What the operator made for regions, as the API server has it now, in memory. */
final class RegionCaches {
  private static final String BY_REGION = "region";

  /** Kinds that are watched, in the order in which a region that goes loses them. */
  static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          Service.class,
          HorizontalPodAutoscaler.class,
          StatefulSet.class,
          Deployment.class,
          PodDisruptionBudget.class,
          NetworkPolicy.class,
          PersistentVolumeClaim.class,
          Secret.class,
          ServiceAccount.class);

  private static final String OURS =
      "%s=%s,%s in (%s,%s)"
          .formatted(
              Labels.MANAGED_BY,
              Labels.OPERATOR,
              Labels.COMPONENT,
              RegionParts.INGEST,
              RegionParts.ANALYZER);

  private final Map<Class<?>, InformerEventSource<?, Region>> sources = new LinkedHashMap<>();

  /** Makes the informers. */
  List<EventSource<?, Region>> open(EventSourceContext<Region> context) {
    KINDS.forEach(kind -> sources.put(kind, source(kind, context)));
    return new ArrayList<>(sources.values());
  }

  private static <T extends HasMetadata> InformerEventSource<T, Region> source(
      Class<T> kind, EventSourceContext<Region> context) {
    var source =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(kind, Region.class)
                .withName("region-" + HasMetadata.getPlural(kind))
                .withNamespacesInheritedFromController()
                .withLabelSelector(OURS)
                .withSecondaryToPrimaryMapper(RegionCaches::regionOf)
                .withOnUpdateFilter(RegionCaches::isNews)
                .build(),
            context);
    source.addIndexer(BY_REGION, part -> regionOf(part).stream().map(RegionCaches::key).toList());
    return source;
  }

  /** An autoscaler's status tells each few seconds of load. */
  private static <T extends HasMetadata> boolean isNews(T now, T before) {
    return !(now instanceof HorizontalPodAutoscaler one
        && before instanceof HorizontalPodAutoscaler other
        && Objects.equals(one.getSpec(), other.getSpec())
        && Objects.equals(one.getMetadata().getLabels(), other.getMetadata().getLabels())
        && Objects.equals(
            one.getMetadata().getOwnerReferences(), other.getMetadata().getOwnerReferences()));
  }

  private static Set<ResourceID> regionOf(HasMetadata part) {
    var labels = part.getMetadata().getLabels();
    var region = labels == null ? null : labels.get(Labels.REGION);
    return region == null
        ? Set.of()
        : Set.of(new ResourceID(region, part.getMetadata().getNamespace()));
  }

  /** A part as it was last seen, or as it was written since; empty for kinds not watched. */
  <T extends HasMetadata> Optional<T> get(Class<T> kind, String namespace, String name) {
    return source(kind).flatMap(source -> source.get(new ResourceID(name, namespace)));
  }

  /** All parts of one kind, each as {@link #get} has it: the index alone knows of no writing. */
  <T extends HasMetadata> List<T> of(Class<T> kind, Region region) {
    return source(kind).stream()
        .flatMap(
            source ->
                source.byIndex(BY_REGION, key(ResourceID.fromResource(region))).stream()
                    .map(part -> source.get(ResourceID.fromResource(part)).orElse(part)))
        .toList();
  }

  /** Keeps what was written from looking old until the informer has heard of it. */
  <T extends HasMetadata> void written(Class<T> kind, T now, Optional<T> before) {
    var id = ResourceID.fromResource(now);
    source(kind)
        .ifPresent(
            source -> {
              if (before.isPresent()) {
                source.handleRecentResourceUpdate(id, now, before.get());
              } else {
                source.handleRecentResourceCreate(id, now);
              }
            });
  }

  @SuppressWarnings("unchecked") // open() puts each kind with its own source
  private <T extends HasMetadata> Optional<InformerEventSource<T, Region>> source(Class<T> kind) {
    return Optional.ofNullable((InformerEventSource<T, Region>) sources.get(kind));
  }

  private static String key(ResourceID region) {
    return region.getNamespace().orElse("") + "/" + region.getName();
  }
}
