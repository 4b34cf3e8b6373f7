package io.storelens.operator.store;

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
import io.storelens.crds.store.Store;
import io.storelens.crds.store.StoreStatus;
import io.storelens.operator.Annotations;
import io.storelens.operator.ApiFailure;
import io.storelens.operator.OperatorContext;
import io.storelens.operator.StatusPatch;
import io.storelens.operator.camera.CameraCaches;
import io.storelens.operator.observation.Observations;
import io.storelens.operator.observation.Trigger;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Tells how a {@link Store} does: whether it is open and when that changes, how many of its cameras
 * are ready, and what came from them. It makes nothing; deleting one keeps its history in the
 * database.
 */
@ControllerConfiguration(name = "store")
@GradualRetry(
    maxAttempts = Integer.MAX_VALUE,
    initialInterval = 500,
    intervalMultiplier = 2,
    maxInterval = 60_000)
public final class StoreReconciler implements Reconciler<Store> {
  /** Cameras of a store become ready one after the other; one write tells of many. */
  private static final Duration GATHER = Duration.ofSeconds(2);

  private final OperatorContext context;
  private final CameraCaches cameras;
  private final Tally tally;
  private final StoreStatuses statuses;
  private final ScheduledExecutorService timer;
  private final Trigger<Store> trigger = new Trigger<>("cameras");
  private final Set<ResourceID> gathering = new HashSet<>();
  private Cache<Store> stores;

  /**
   * @param tally which cameras are ready
   * @param timer gathers changes
   */
  public StoreReconciler(
      OperatorContext context,
      CameraCaches cameras,
      Observations observations,
      Tally tally,
      ScheduledExecutorService timer) {
    this.context = context;
    this.cameras = cameras;
    this.tally = tally;
    this.statuses = new StoreStatuses(observations, context.clock());
    this.timer = timer;
  }

  @Override
  public List<EventSource<?, Store>> prepareEventSources(EventSourceContext<Store> sources) {
    stores = sources.getPrimaryCache();
    tally.onChange(this::lookSoon);
    return List.of(trigger);
  }

  @Override
  public UpdateControl<Store> reconcile(Store store, Context<Store> reconciliation) {
    if (Annotations.isSet(store, Annotations.PAUSED) || isElsewhere(store)) {
      return UpdateControl.noUpdate();
    }
    if (!cameras.isOpen()) {
      return UpdateControl.<Store>noUpdate().rescheduleAfter(Duration.ofSeconds(1));
    }
    var status = wanted(store);
    return status.isEmpty() || status.get().equals(store.getStatus())
        ? UpdateControl.noUpdate()
        : UpdateControl.patchStatus(StatusPatch.of(new Store(), store, status.get()));
  }

  @Override
  public ErrorStatusUpdateControl<Store> updateErrorStatus(
      Store store, Context<Store> reconciliation, Exception e) {
    if (ApiFailure.behind(e).isPresent()) {
      return ErrorStatusUpdateControl.noStatusUpdate();
    }
    return ErrorStatusUpdateControl.patchStatus(
        StatusPatch.of(new Store(), store, statuses.failed(store, e)));
  }

  /** Stores whose status is behind the clock or what is observed. Asks the API server nothing. */
  public List<ResourceID> outdated() {
    return stores
        .list()
        .filter(store -> store.getStatus() != null)
        .filter(store -> !Annotations.isSet(store, Annotations.PAUSED) && !isElsewhere(store))
        .filter(store -> wanted(store).filter(one -> !one.equals(store.getStatus())).isPresent())
        .map(ResourceID::fromResource)
        .toList();
  }

  /** Has {@code id} reconciled. */
  public void look(ResourceID id) {
    trigger.fire(id);
  }

  /** Empty while not all of its cameras have been looked at. */
  private Optional<StoreStatus> wanted(Store store) {
    var own = cameras.camerasIn(store);
    OptionalInt ready =
        tally.ready(
            ResourceID.fromResource(store),
            own.stream().map(camera -> camera.getMetadata().getName()).collect(Collectors.toSet()));
    return ready.isEmpty()
        ? Optional.empty()
        : Optional.of(statuses.of(store, own, ready.getAsInt()));
  }

  private void lookSoon(ResourceID store) {
    synchronized (gathering) {
      if (timer.isShutdown() || !gathering.add(store)) {
        return;
      }
    }
    var unused =
        timer.schedule(
            () -> {
              synchronized (gathering) {
                gathering.remove(store);
              }
              trigger.fire(store);
            },
            GATHER.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private boolean isElsewhere(Store store) {
    return !context.settings().serves(store.getSpec().region());
  }
}
