package io.storelens.operator.camera;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.region.Region;
import io.storelens.crds.store.Store;
import io.storelens.operator.Labels;
import io.storelens.operator.cache.LeanStore;
import io.storelens.operator.directory.ShardSecret;
import io.storelens.operator.directory.ShardStore;
import io.storelens.operator.observation.Trigger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the reconciliation of cameras looks at: cameras, their stores, regions and Secrets, all in
 * memory and indexed, so that a reconciliation asks the API server nothing.
 */
public final class CameraCaches implements ShardStore {
  private static final String BY_STORE = "store";
  private static final String BY_SECRET = "secret";
  private static final String BY_REGION = "region";
  private static final String NOT_SHARDS = Labels.COMPONENT + "!=" + ShardSecret.COMPONENT;

  private final KubernetesClient client;
  private final boolean isLean;
  private final Trigger<Camera> trigger = new Trigger<>("looked-at");
  private IndexerResourceCache<Camera> cameras;
  private InformerEventSource<Store, Camera> stores;
  private InformerEventSource<Region, Camera> regions;
  private InformerEventSource<Secret, Camera> secrets;
  private InformerEventSource<Secret, Camera> shards;

  /**
   * @param namespaces namespaces that are watched; empty for all. An informer's own store of items
   *     can be used by one informer only, and there is one a namespace.
   */
  public CameraCaches(KubernetesClient client, Set<String> namespaces) {
    this.client = client;
    this.isLean = namespaces.size() <= 1;
  }

  /**
   * Makes the informers.
   *
   * @param regionGone told a Region that is there no more
   * @param shardSeen told a Secret of a camera directory whenever it changes
   */
  List<EventSource<?, Camera>> open(
      EventSourceContext<Camera> context, Consumer<Region> regionGone, Consumer<Secret> shardSeen) {
    cameras = context.getPrimaryCache();
    cameras.addIndexer(BY_STORE, camera -> List.of(key(camera, camera.getSpec().store())));
    cameras.addIndexer(BY_SECRET, camera -> List.of(key(camera, CredentialsSecret.name(camera))));
    stores =
        source(
            informer(Store.class, "stores", new LeanStore<>())
                .withSecondaryToPrimaryMapper(this::camerasOf)
                .withOnUpdateFilter(CameraCaches::isSpecChange),
            context);
    stores.addIndexer(BY_REGION, store -> List.of(key(store, store.getSpec().region())));
    regions =
        source(
            informer(Region.class, "regions", new LeanStore<>())
                .withSecondaryToPrimaryMapper(region -> camerasOf(region, regionGone))
                .withOnUpdateFilter(
                    (now, before) ->
                        isSpecChange(now, before) || !address(now).equals(address(before))),
            context);
    secrets =
        source(
            informer(Secret.class, "secrets", new LeanStore<>(CameraCaches::dropOthersData))
                .withLabelSelector(NOT_SHARDS)
                .withSecondaryToPrimaryMapper(this::camerasOf)
                .withOnUpdateFilter(
                    (now, before) -> !Objects.equals(now.getData(), before.getData())),
            context);
    shards =
        source(
            informer(Secret.class, "shards", new LeanStore<>())
                .withLabelSelector(Labels.madeFor(ShardSecret.COMPONENT))
                .withSecondaryToPrimaryMapper(
                    secret -> {
                      shardSeen.accept(secret);
                      return Set.of();
                    }),
            context);
    return List.of(stores, regions, secrets, shards, trigger);
  }

  /** Whether all caches are filled, which is when cameras begin to be reconciled. */
  public boolean isOpen() {
    return trigger.isRunning();
  }

  /** Has {@code camera} reconciled. */
  void look(ResourceID camera) {
    trigger.fire(camera);
  }

  /** All cameras. */
  public Stream<Camera> cameras() {
    return cameras.list();
  }

  /** All stores. */
  public Stream<Store> stores() {
    return stores.list();
  }

  /** All regions. */
  public Stream<Region> regions() {
    return regions.list();
  }

  Optional<Camera> camera(ResourceID id) {
    return cameras.get(id);
  }

  /** The store that {@code camera} stands in. */
  Optional<Store> store(Camera camera) {
    return stores.get(id(camera, camera.getSpec().store()));
  }

  /** Cameras that stand in {@code store}. */
  public List<Camera> camerasIn(Store store) {
    return cameras.byIndex(BY_STORE, key(store, store.getMetadata().getName()));
  }

  /** Stores that name {@code region}. */
  public List<Store> storesOf(Region region) {
    return stores.byIndex(BY_REGION, key(region, region.getMetadata().getName()));
  }

  /** The version of a Secret; empty where there is none. */
  public Optional<String> secretVersion(String namespace, String name) {
    return credentials(namespace, name).map(secret -> secret.getMetadata().getResourceVersion());
  }

  /** The region of {@code store}, also while it is being deleted. */
  Optional<Region> regionOf(Store store) {
    return regions.get(id(store, store.getSpec().region()));
  }

  Optional<Secret> credentials(String namespace, String name) {
    return secrets.get(new ResourceID(name, namespace));
  }

  /** Keeps a written Secret from looking old until the informer has heard of it. */
  void written(Secret secret, Optional<Secret> before) {
    var id = ResourceID.fromResource(secret);
    if (before.isPresent()) {
      secrets.handleRecentResourceUpdate(id, secret, before.get());
    } else {
      secrets.handleRecentResourceCreate(id, secret);
    }
  }

  @Override
  public Optional<Region> region(String namespace, String name) {
    return regions.get(new ResourceID(name, namespace));
  }

  @Override
  public Optional<Secret> secret(String namespace, String name) {
    return shards.get(new ResourceID(name, namespace));
  }

  @Override
  public boolean hasCamera(String namespace, String name) {
    return cameras.get(new ResourceID(name, namespace)).isPresent();
  }

  @Override
  public Secret apply(Secret wanted) {
    return client
        .resource(wanted)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(Labels.OPERATOR)
                .withForce(true)
                .build());
  }

  private Set<ResourceID> camerasOf(Store store) {
    return ids(camerasIn(store));
  }

  private Set<ResourceID> camerasOf(Region region, Consumer<Region> regionGone) {
    if (region(region.getMetadata().getNamespace(), region.getMetadata().getName()).isEmpty()) {
      regionGone.accept(region);
    }
    var found = new HashSet<ResourceID>();
    stores
        .byIndex(BY_REGION, key(region, region.getMetadata().getName()))
        .forEach(store -> found.addAll(camerasOf(store)));
    return found;
  }

  private Set<ResourceID> camerasOf(Secret secret) {
    return ids(cameras.byIndex(BY_SECRET, key(secret, secret.getMetadata().getName())));
  }

  private static Set<ResourceID> ids(List<Camera> cameras) {
    return cameras.stream().map(ResourceID::fromResource).collect(Collectors.toSet());
  }

  /** A Secret that is no camera's is none of our business. */
  private static void dropOthersData(Secret secret) {
    if (secret.getData() != null && !secret.getData().containsKey(CredentialsSecret.PASSWORD)) {
      secret.setData(Map.of());
    }
  }

  static boolean isSpecChange(HasMetadata now, HasMetadata before) {
    return !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || !Objects.equals(
            now.getMetadata().getDeletionTimestamp(), before.getMetadata().getDeletionTimestamp())
        || !Objects.equals(now.getMetadata().getUid(), before.getMetadata().getUid());
  }

  private static Optional<String> address(Region region) {
    return CameraStatuses.address(Optional.of(region));
  }

  private <T extends HasMetadata> InformerEventSourceConfiguration.Builder<T> informer(
      Class<T> type, String name, LeanStore<T> store) {
    var informer =
        InformerEventSourceConfiguration.from(type, Camera.class)
            .withName(name)
            .withNamespacesInheritedFromController();
    return isLean ? informer.withItemStore(store) : informer;
  }

  private static <T extends HasMetadata> InformerEventSource<T, Camera> source(
      InformerEventSourceConfiguration.Builder<T> informer, EventSourceContext<Camera> context) {
    return new InformerEventSource<>(informer.build(), context);
  }

  private static ResourceID id(HasMetadata resource, String name) {
    return new ResourceID(name, resource.getMetadata().getNamespace());
  }

  private static String key(HasMetadata resource, String name) {
    return resource.getMetadata().getNamespace() + "/" + name;
  }
}
