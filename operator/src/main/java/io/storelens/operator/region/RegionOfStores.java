package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.storelens.crds.region.Region;
import io.storelens.crds.region.RegionSpec;
import io.storelens.crds.store.Store;
import io.storelens.operator.Labels;
import io.storelens.operator.OperatorContext;
import io.storelens.operator.event.EventReason;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the Region that a Store names, with the defaults, where there is none. A Region that is
 * there is never touched, whoever made it.
 */
@ControllerConfiguration(name = "region-of-stores")
public final class RegionOfStores implements Reconciler<Store> {
  private static final String BY_REGION = "region";

  private final OperatorContext operator;
  private InformerEventSource<Region, Store> regions;

  /** Works for the regions that {@code operator} serves. */
  public RegionOfStores(OperatorContext operator) {
    this.operator = operator;
  }

  @Override
  public List<EventSource<?, Store>> prepareEventSources(EventSourceContext<Store> context) {
    var stores = context.getPrimaryCache();
    stores.addIndexer(BY_REGION, store -> List.of(key(regionOf(store))));
    regions =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Region.class, Store.class)
                .withSecondaryToPrimaryMapper(
                    region ->
                        stores.byIndex(BY_REGION, key(ResourceID.fromResource(region))).stream()
                            .map(ResourceID::fromResource)
                            .collect(Collectors.toSet()))
                .withPrimaryToSecondaryMapper((Store store) -> Set.of(regionOf(store)))
                // Only a Region that goes is of interest.
                .withOnAddFilter(region -> false)
                .withOnUpdateFilter((region, before) -> false)
                .build(),
            context);
    return List.of(regions);
  }

  @Override
  public UpdateControl<Store> reconcile(Store store, Context<Store> context) {
    var wanted = regionOf(store);
    if (operator.settings().serves(wanted.getName())
        && store.getMetadata().getDeletionTimestamp() == null
        && regions.get(wanted).isEmpty()) {
      create(wanted, store);
    }
    return UpdateControl.noUpdate();
  }

  private void create(ResourceID wanted, Store store) {
    var region = new Region();
    region.setMetadata(
        new ObjectMetaBuilder()
            .withName(wanted.getName())
            .withNamespace(store.getMetadata().getNamespace())
            .withLabels(Map.of(Labels.MANAGED_BY, Labels.OPERATOR))
            .build());
    region.setSpec(new RegionSpec(null, null, null, null, null));
    try {
      var created = operator.client().resource(region).create();
      operator
          .events()
          .publish(
              created,
              EventReason.REGION_CREATED,
              "Created with the defaults: Store "
                  + store.getMetadata().getName()
                  + " names it, and there was none");
    } catch (KubernetesClientException e) {
      // Another store of the region, or a person, was faster.
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  private static ResourceID regionOf(Store store) {
    return new ResourceID(store.getSpec().region(), store.getMetadata().getNamespace());
  }

  private static String key(ResourceID region) {
    return region.getNamespace().orElse("") + "/" + region.getName();
  }
}
