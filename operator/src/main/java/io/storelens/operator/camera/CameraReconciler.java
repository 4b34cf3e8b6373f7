package io.storelens.operator.camera;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.camera.CameraStatus;
import io.storelens.crds.region.Region;
import io.storelens.crds.store.Store;
import io.storelens.operator.Annotations;
import io.storelens.operator.ApiFailure;
import io.storelens.operator.OperatorContext;
import io.storelens.operator.StatusPatch;
import io.storelens.operator.condition.ConditionType;
import io.storelens.operator.condition.Verdict;
import io.storelens.operator.directory.CameraEntries;
import io.storelens.operator.directory.DirectoryKeeper;
import io.storelens.operator.directory.SaltSecrets;
import io.storelens.operator.observation.Observations;
import io.storelens.operator.store.Tally;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Lets a {@link Camera} upload, and tells how it does.
 *
 * <ol>
 *   <li>Its credentials: a Secret of its own, made where it names none.
 *   <li>Its entry in the region's camera directory. {@code Ready} once it is written and the region
 *       has an address.
 *   <li>What the database says of it: {@code Delivering}, {@code ClockOk}, {@code RequirementsMet},
 *       {@code Degraded}.
 * </ol>
 *
 * A camera that is deleted leaves the directory at once; its history stays in the database.
 */
@ControllerConfiguration(
    name = "camera",
    generationAwareEventProcessing = false,
    triggerReconcilerOnAllEvents = true,
    informer = @Informer(onUpdateFilter = CameraEdits.class))
@GradualRetry(
    maxAttempts = Integer.MAX_VALUE,
    initialInterval = 500,
    intervalMultiplier = 2,
    maxInterval = 60_000)
public final class CameraReconciler implements Reconciler<Camera> {
  /** A quota, a missing right, a policy: somebody must do something. */
  private static final Set<Integer> LASTING =
      Set.of(HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN, 422);

  private final OperatorContext context;
  private final CameraCaches caches;
  private final Tally tally;
  private final SaltSecrets salts;
  private final CameraLogin login;
  private final DirectoryKeeper directory;
  private final CameraStatuses statuses;
  private final CameraNews news;

  /**
   * @param observations what the database says
   * @param tally told which cameras are ready
   * @param timer writes the directory
   */
  public CameraReconciler(
      OperatorContext context,
      CameraCaches caches,
      Observations observations,
      Tally tally,
      ScheduledExecutorService timer) {
    this.context = context;
    this.caches = caches;
    this.tally = tally;
    this.salts = new SaltSecrets(context.client());
    this.login =
        new CameraLogin(context.client(), context.events(), caches::credentials, caches::written);
    this.directory = new DirectoryKeeper(caches, timer, ids -> ids.forEach(caches::look));
    this.statuses = new CameraStatuses(observations, context.clock());
    this.news = new CameraNews(context.events());
  }

  @Override
  public List<EventSource<?, Camera>> prepareEventSources(EventSourceContext<Camera> sources) {
    return caches.open(sources, this::gone, this::seen);
  }

  private void gone(Region region) {
    directory.close(region.getMetadata().getNamespace(), region.getMetadata().getName());
  }

  private void seen(Secret shard) {
    directory.seen(shard);
  }

  @Override
  public UpdateControl<Camera> reconcile(Camera camera, Context<Camera> reconciliation) {
    var id = ResourceID.fromResource(camera);
    if (reconciliation.isPrimaryResourceDeleted()) {
      directory.remove(camera.getMetadata().getNamespace(), id.getName());
      tally.remove(id);
      return UpdateControl.noUpdate();
    }
    var store = caches.store(camera);
    if (Annotations.isSet(camera, Annotations.PAUSED) || isElsewhere(store)) {
      count(camera, camera.getStatus());
      return UpdateControl.noUpdate();
    }
    var region = store.flatMap(caches::regionOf);
    var ready = arrange(camera, store, region);
    if (ready.isEmpty()) {
      return UpdateControl.noUpdate();
    }
    var status = statuses.of(camera, region, surroundings(store), ready.get());
    count(camera, status);
    if (status.equals(camera.getStatus())) {
      return UpdateControl.noUpdate();
    }
    news.report(camera, status);
    return UpdateControl.patchStatus(StatusPatch.of(new Camera(), camera, status));
  }

  @Override
  public ErrorStatusUpdateControl<Camera> updateErrorStatus(
      Camera camera, Context<Camera> reconciliation, Exception e) {
    var refused = ApiFailure.behind(e);
    // The API server's own troubles pass; a status about them would be one more write it cannot do.
    if (refused.isPresent() && !LASTING.contains(refused.get().getCode())) {
      return ErrorStatusUpdateControl.noStatusUpdate();
    }
    String reason =
        refused
            .map(one -> "The API server refuses a write with code " + one.getCode() + ".")
            .orElseGet(() -> String.valueOf(e.getMessage()));
    var store = caches.store(camera);
    var status =
        statuses.of(
            camera,
            store.flatMap(caches::regionOf),
            Optional.empty(),
            Verdict.unknown("ReconcileFailed", reason));
    return status.equals(camera.getStatus())
        ? ErrorStatusUpdateControl.noStatusUpdate()
        : ErrorStatusUpdateControl.patchStatus(StatusPatch.of(new Camera(), camera, status));
  }

  /**
   * Cameras whose status is behind what is observed, or whose former password has ended. Asks the
   * API server nothing.
   */
  public List<ResourceID> outdated() {
    var moments = new HashMap<String, Optional<Surroundings>>();
    return caches
        .cameras()
        .filter(camera -> camera.getStatus() != null && isOutdated(camera, moments))
        .map(ResourceID::fromResource)
        .toList();
  }

  private boolean isOutdated(Camera camera, Map<String, Optional<Surroundings>> moments) {
    var store = caches.store(camera);
    if (Annotations.isSet(camera, Annotations.PAUSED) || isElsewhere(store)) {
      return false;
    }
    var region = store.flatMap(caches::regionOf);
    var ready =
        camera.getStatus().conditions().stream()
            .filter(condition -> condition.getType().equals(ConditionType.READY.text()))
            .findFirst();
    if (ready.isEmpty()) {
      return false;
    }
    var place =
        moments.computeIfAbsent(
            camera.getMetadata().getNamespace() + "/" + camera.getSpec().store(),
            key -> surroundings(store));
    var status = statuses.of(camera, region, place, verdict(ready.get()));
    return !status.equals(camera.getStatus()) || hasEndedOverlap(camera, region);
  }

  private boolean hasEndedOverlap(Camera camera, Optional<Region> region) {
    return region
        .flatMap(one -> directory.entry(one, camera.getMetadata().getName()))
        .flatMap(entry -> entry.formerPassword())
        .filter(former -> !former.counts(context.clock().instant()))
        .isPresent();
  }

  private static Verdict verdict(Condition condition) {
    return new Verdict(
        Verdict.Status.valueOf(condition.getStatus().toUpperCase(Locale.ROOT)),
        condition.getReason(),
        condition.getMessage());
  }

  /**
   * Reads the directories of all regions, so that they lose cameras that went while we were away.
   */
  public void openDirectories() {
    caches
        .regions()
        .filter(region -> context.settings().serves(region.getMetadata().getName()))
        .filter(region -> region.getMetadata().getDeletionTimestamp() == null)
        .forEach(directory::open);
  }

  /** Has {@code id} reconciled. */
  public void look(ResourceID id) {
    caches.look(id);
  }

  /** Why camera directories are not written; empty when they are. */
  public Optional<String> problem() {
    return directory.problem();
  }

  private boolean isElsewhere(Optional<Store> store) {
    return store.isPresent() && !context.settings().serves(store.get().getSpec().region());
  }

  /** Puts the camera into the directory. Empty while that is under way. */
  private Optional<Verdict> arrange(Camera camera, Optional<Store> store, Optional<Region> region) {
    var problem = Obstacles.of(camera, store, region);
    if (problem.isPresent()) {
      directory.remove(camera.getMetadata().getNamespace(), camera.getMetadata().getName());
      return problem;
    }
    var there = region.orElseThrow();
    var rotation = Rotation.of(camera);
    var outcome = login.ensure(camera, there.getMetadata().getName(), rotation);
    if (outcome.problem().isPresent()) {
      directory.remove(camera.getMetadata().getNamespace(), camera.getMetadata().getName());
      return outcome.problem();
    }
    var entry =
        CameraEntries.of(
            camera,
            store.orElseThrow(),
            outcome.credentials().orElseThrow(),
            salts.in(camera.getMetadata().getNamespace()),
            directory.entry(there, camera.getMetadata().getName()),
            rotation.overlap(),
            context.clock().instant());
    var rival = directory.rival(there, entry);
    if (rival.isPresent()) {
      directory.remove(camera.getMetadata().getNamespace(), camera.getMetadata().getName());
      return Optional.of(
          Verdict.no(
              "LoginTaken",
              "Camera "
                  + rival.get()
                  + " logs in with the same user name, and nothing else tells their photos apart:"
                  + " give each a way of its own in identifiedBy, or a Secret of its own."));
    }
    if (directory.put(there, entry) == DirectoryKeeper.Outcome.PENDING) {
      return directory
          .problem()
          .map(reason -> Verdict.no("DirectoryNotWritten", "Trying again: " + reason + "."));
    }
    return Optional.of(inDirectory(camera, region));
  }

  private static Verdict inDirectory(Camera camera, Optional<Region> region) {
    if (camera.getSpec().paused()) {
      return Verdict.no("Paused", "Its photos are refused: spec.paused is true.");
    }
    return CameraStatuses.address(region).isPresent()
        ? Verdict.yes("InDirectory", "It may log in and upload.")
        : Verdict.no("AddressPending", "The region has no address yet that cameras can upload to.");
  }

  private Optional<Surroundings> surroundings(Optional<Store> store) {
    Instant now = context.clock().instant();
    return Obstacles.hours(store)
        .map(hours -> Surroundings.at(now, hours, store.flatMap(this::customersADay)));
  }

  /** Expected customers of a store are spread over its cameras. */
  private Optional<Double> customersADay(Store store) {
    return Optional.ofNullable(store.getSpec().expectedCustomersPerDay())
        .map(customers -> (double) customers / Math.max(1, caches.camerasIn(store).size()));
  }

  private void count(Camera camera, CameraStatus status) {
    tally.put(
        ResourceID.fromResource(camera),
        new ResourceID(camera.getSpec().store(), camera.getMetadata().getNamespace()),
        status != null && CameraStatuses.isReady(status.conditions()));
  }
}
