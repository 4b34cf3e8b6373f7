package io.storelens.operator;

import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.storelens.contract.config.DatabaseConfig;
import io.storelens.crds.region.Region;
import io.storelens.operator.camera.CameraCaches;
import io.storelens.operator.camera.CameraReconciler;
import io.storelens.operator.catalogue.Catalogue;
import io.storelens.operator.catalogue.CatalogueKeeper;
import io.storelens.operator.database.OwnerDatabase;
import io.storelens.operator.database.SchemaMigration;
import io.storelens.operator.observation.Observations;
import io.storelens.operator.observation.Paced;
import io.storelens.operator.region.RegionReconciler;
import io.storelens.operator.retention.Compression;
import io.storelens.operator.retention.Retention;
import io.storelens.operator.store.StoreReconciler;
import io.storelens.operator.store.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Regions, stores and cameras: who reconciles them, and what the leader does for them. */
final class Fleet implements AutoCloseable {
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration CATALOGUE_PAUSE = Duration.ofSeconds(2);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration AFTER_THE_START = Duration.ofMinutes(5);

  private final OperatorContext context;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "directory"));
  private final LeaderDuties duties = new LeaderDuties();
  private final CameraCaches caches;
  private final Observations observations;
  private final CameraReconciler cameras;
  private final StoreReconciler stores;
  private final RegionReconciler regions;
  private final Paced paced;
  private boolean isMigrated;

  Fleet(OperatorContext context) {
    this.context = context;
    this.caches = new CameraCaches(context.client(), context.settings().namespaces());
    this.observations = new Observations(context.settings().database().map(OwnerDatabase::of));
    var tally = new Tally();
    this.cameras = new CameraReconciler(context, caches, observations, tally, timer);
    this.stores = new StoreReconciler(context, caches, observations, tally, timer);
    this.regions = new RegionReconciler(context, caches);
    this.paced = new Paced(timer);
    context.meters().gauge("storelens.operator.status.waiting", paced, Paced::waiting);
  }

  List<Reconciler<?>> reconcilers() {
    return List.of(cameras, stores, regions);
  }

  /** Begins what only the leader does; once. */
  void lead() {
    context.settings().database().ifPresent(this::leadDatabase);
    duties.every(AT_ONCE, context.settings().observationPause(), "observation", this::observe);
  }

  private void leadDatabase(DatabaseConfig database) {
    var regions = context.settings().regions();
    var keeper =
        new CatalogueKeeper(
            new Catalogue(database, Optional.of(regions).filter(own -> !own.isEmpty())));
    duties.every(
        AT_ONCE,
        CATALOGUE_PAUSE,
        "catalogue",
        () -> {
          migrate(database);
          if (caches.isOpen()) {
            keeper.update(caches.regions().filter(this::isOwn), caches.stores(), caches.cameras());
          }
        });
    var owner = OwnerDatabase.of(database);
    duties.every(
        AFTER_THE_START,
        DAY,
        "retention",
        () -> {
          new Retention(owner, context.settings().retention()).run();
          new Compression(owner).run();
        });
  }

  private void migrate(DatabaseConfig database) {
    if (!isMigrated) {
      new SchemaMigration(database).run();
      isMigrated = true;
    }
  }

  private boolean isOwn(Region region) {
    return context.settings().serves(region.getMetadata().getName());
  }

  /** What is observed and what the clock says reaches the statuses, some a second. */
  private void observe() {
    if (isMigrated) {
      observations.refresh();
    }
    if (caches.isOpen()) {
      cameras.openDirectories();
      regions.lookAtAll();
      cameras.outdated().forEach(id -> paced.add("Camera", id, cameras::look));
      stores.outdated().forEach(id -> paced.add("Store", id, stores::look));
    }
  }

  @Override
  public void close() {
    duties.close();
    timer.shutdownNow();
  }
}
