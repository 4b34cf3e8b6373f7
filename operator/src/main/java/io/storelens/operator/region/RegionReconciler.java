package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.storelens.crds.region.Region;
import io.storelens.operator.Annotations;
import io.storelens.operator.ApiFailure;
import io.storelens.operator.OperatorContext;
import io.storelens.operator.StatusPatch;
import io.storelens.operator.camera.CameraCaches;
import io.storelens.operator.capacity.Forecast;
import io.storelens.operator.observation.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a {@link Region} run: FTP servers with their disks behind a Service, and analyzers, whose
 * number follows the stores' hours. A region that is deleted stays until its photos are handed
 * over.
 */
@ControllerConfiguration(
    name = "region",
    generationAwareEventProcessing = false,
    triggerReconcilerOnAllEvents = true,
    informer = @Informer(onUpdateFilter = RegionEdits.class))
// There are few regions, and a region has many parts: an attempt that fails half-way is soon
// repeated.
@GradualRetry(
    maxAttempts = Integer.MAX_VALUE,
    initialInterval = 500,
    intervalMultiplier = 2,
    maxInterval = 8_000)
public final class RegionReconciler implements Reconciler<Region> {
  /** What the API server refuses may be allowed by somebody without our being told. */
  private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(1);

  private final OperatorContext context;
  private final CameraCaches fleet;
  private final RegionCaches parts = new RegionCaches();
  private final Finalizer finalizer;
  private final RegionBuild build;
  private final RegionDemand demand;
  private final RegionStatuses statuses;
  private final RegionNews news;
  private final Trigger<Region> trigger = new Trigger<>("looked-at");
  private Cache<Region> regions;

  /**
   * @param fleet stores and cameras
   */
  public RegionReconciler(OperatorContext context, CameraCaches fleet) {
    this.context = context;
    this.fleet = fleet;
    this.finalizer = new Finalizer(context.client());
    this.build =
        new RegionBuild(
            context.settings(), parts, new Extensions(context.client(), context.clock()));
    this.demand = new RegionDemand(fleet, context.settings().capacity());
    this.statuses = new RegionStatuses(context.clock());
    this.news = new RegionNews(context.events());
  }

  @Override
  public List<EventSource<?, Region>> prepareEventSources(EventSourceContext<Region> sources) {
    regions = sources.getPrimaryCache();
    var all = new ArrayList<>(parts.open(sources));
    all.add(trigger);
    return all;
  }

  @Override
  public UpdateControl<Region> reconcile(Region region, Context<Region> reconciliation) {
    if (reconciliation.isPrimaryResourceDeleted()
        || Annotations.isSet(region, Annotations.PAUSED)
        || !context.settings().serves(region.getMetadata().getName())) {
      return UpdateControl.noUpdate();
    }
    if (!fleet.isOpen()) {
      return UpdateControl.<Region>noUpdate().rescheduleAfter(Duration.ofSeconds(1));
    }
    boolean isGoing = region.getMetadata().getDeletionTimestamp() != null;
    var applier = new Applier(context.client(), parts, reconciliation);
    var replicas = new Replicas(region, parts);
    if (isGoing && !Finalizer.isOn(region)) {
      return UpdateControl.noUpdate();
    }
    if (isGoing && isReleased(region, replicas, applier)) {
      return UpdateControl.noUpdate();
    }
    if (!isGoing && !Finalizer.isOn(region)) {
      finalizer.add(region);
    }
    var forecast = demand.forecast(region, context.clock().instant());
    build.apply(region, applier, forecast.minReplicas(), name -> version(region, name));
    var addresses = addresses(region);
    if (isGoing) {
      replicas.drain(applier, context.settings().images());
    } else {
      replicas.arrange(applier, context.settings().images(), addresses::passive);
    }
    return told(region, view(region, isGoing, forecast, addresses, replicas, applier), applier);
  }

  private UpdateControl<Region> told(Region region, RegionView view, Applier applier) {
    var status = statuses.of(region, view);
    UpdateControl<Region> control;
    if (status.equals(region.getStatus())) {
      control = UpdateControl.noUpdate();
    } else {
      news.report(region, status);
      control = UpdateControl.patchStatus(StatusPatch.of(new Region(), region, status));
    }
    return applier.refusals().isEmpty() ? control : control.rescheduleAfter(AFTER_A_REFUSAL);
  }

  @Override
  public ErrorStatusUpdateControl<Region> updateErrorStatus(
      Region region, Context<Region> reconciliation, Exception e) {
    // The API server's own troubles pass; a status about them would be one more write.
    if (ApiFailure.behind(e).isPresent()) {
      return ErrorStatusUpdateControl.noStatusUpdate();
    }
    var status = statuses.failed(region, String.valueOf(e.getMessage()));
    return status.equals(region.getStatus())
        ? ErrorStatusUpdateControl.noStatusUpdate()
        : ErrorStatusUpdateControl.patchStatus(StatusPatch.of(new Region(), region, status));
  }

  /** Has all regions looked at: the clock, stores or Secrets may ask for something else by now. */
  public void lookAtAll() {
    if (trigger.isRunning()) {
      regions.list().map(ResourceID::fromResource).toList().forEach(trigger::fire);
    }
  }

  /** Lets a region go once nothing waits on its disks, or a person gives up what does. */
  private boolean isReleased(Region region, Replicas replicas, Applier applier) {
    var holding = replicas.holding();
    boolean isAbandoned = Annotations.isSet(region, Annotations.ABANDON_SPOOL);
    if (!holding.isEmpty() && !isAbandoned) {
      return false;
    }
    if (holding.isEmpty()) {
      news.emptied(region);
    } else {
      news.abandoned(region, holding.size());
    }
    build.delete(region, applier);
    finalizer.remove(region);
    return true;
  }

  private Addresses addresses(Region region) {
    return new Addresses(
        region, parts.of(Service.class, region).stream().filter(CameraService::isOne).toList());
  }

  private RegionView view(
      Region region,
      boolean isGoing,
      Forecast forecast,
      Addresses addresses,
      Replicas replicas,
      Applier applier) {
    var stores = demand.stores(region);
    return new RegionView(
        addresses.host(),
        addresses.port(),
        stores.size(),
        stores.stream().mapToInt(store -> fleet.camerasIn(store).size()).sum(),
        (int) replicas.all().stream().filter(Replica::serves).count(),
        analyzersReady(region),
        forecast,
        Shortage.of(
            region,
            context.settings().analyzerDatabase().isPresent(),
            name -> !version(region, name).isEmpty()),
        applier.refusals(),
        isGoing ? replicas.holding().stream().map(Replica::number).toList() : List.of());
  }

  private int analyzersReady(Region region) {
    return parts
        .get(Deployment.class, region.getMetadata().getNamespace(), RegionParts.analyzer(region))
        .map(Deployment::getStatus)
        .map(DeploymentStatus::getReadyReplicas)
        .orElse(0);
  }

  private String version(Region region, String secret) {
    return fleet.secretVersion(region.getMetadata().getNamespace(), secret).orElse("");
  }
}
