package io.storelens.operator.directory;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.DirectoryShard;
import io.storelens.crds.region.Region;
import io.storelens.operator.Labels;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the camera directories of all regions in their Secrets. Changes are gathered until nothing
 * has changed for a moment, or for some seconds while cameras come in by the thousand; then each
 * Secret that is touched is written once.
 *
 * <p>A region's directory is read from its Secrets when it is first asked for, so that hashes are
 * kept over a restart, and nothing is written that is there.
 */
public final class DirectoryKeeper {
  private static final Logger LOGGER = LoggerFactory.getLogger(DirectoryKeeper.class);

  /** Without a change for so long, what is gathered is written. */
  private static final Duration QUIET = Duration.ofMillis(100);

  /**
   * While changes keep coming they are gathered for so many times as long as the last writing took,
   * so that of the time of a machine that is busy with thousands of cameras the directory takes a
   * small part.
   */
  private static final int GATHERING_PER_WRITING = 10;

  private static final Duration LEAST_GATHERING = Duration.ofSeconds(1);
  private static final Duration LONGEST_GATHERING = Duration.ofSeconds(15);

  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LAST_RETRY = Duration.ofSeconds(30);

  private final ShardStore store;
  private final ScheduledExecutorService timer;
  private final Consumer<Set<ResourceID>> settled;
  private final Map<Key, RegionDirectory> regions = new HashMap<>();
  private final Map<ResourceID, String> regionByCamera = new HashMap<>();
  private final Map<ResourceID, Long> written = new HashMap<>();
  private Optional<String> problem = Optional.empty();
  private boolean isPlanned;
  private long firstChange;
  private long lastChange;
  private Duration retry = FIRST_RETRY;
  private Duration gathering = LEAST_GATHERING;

  private record Key(String namespace, String region) {}

  /** What became of an entry. */
  public enum Outcome {
    /** It is in the Secrets. */
    WRITTEN,
    /** It will be; the camera is reported then. */
    PENDING
  }

  /**
   * @param timer writes Secrets, one after the other
   * @param settled told the cameras whose entries, or whose absence, are in the Secrets now, or
   *     could not be written
   */
  public DirectoryKeeper(
      ShardStore store, ScheduledExecutorService timer, Consumer<Set<ResourceID>> settled) {
    this.store = store;
    this.timer = timer;
    this.settled = settled;
  }

  /** The entry of a camera of {@code region}, as it is or will soon be. */
  public synchronized Optional<CameraEntry> entry(Region region, String camera) {
    return directory(key(region)).entry(camera);
  }

  /** Another camera that {@code entry} could not be told from. */
  public synchronized Optional<String> rival(Region region, CameraEntry entry) {
    return directory(key(region)).rival(entry);
  }

  /** Adds or changes the entry of a camera. */
  public synchronized Outcome put(Region region, CameraEntry entry) {
    var key = key(region);
    var id = new ResourceID(entry.camera(), key.namespace());
    var before = regionByCamera.put(id, key.region());
    if (before != null && !before.equals(key.region())) {
      removeFrom(new Key(key.namespace(), before), entry.camera());
    }
    boolean isWritten = directory(key).put(entry);
    plan();
    return isWritten ? Outcome.WRITTEN : Outcome.PENDING;
  }

  /** Removes a camera, wherever it is. */
  public synchronized void remove(String namespace, String camera) {
    var region = regionByCamera.remove(new ResourceID(camera, namespace));
    if (region != null) {
      removeFrom(new Key(namespace, region), camera);
    }
  }

  /** Reads the directory of {@code region}, and makes its Secrets where there are none. */
  public synchronized void open(Region region) {
    directory(key(region));
    plan();
  }

  /** Forgets a region that is there no more. Its Secrets go with it. */
  public synchronized void close(String namespace, String region) {
    regions.remove(new Key(namespace, region));
    regionByCamera
        .entrySet()
        .removeIf(
            entry ->
                entry.getKey().getNamespace().orElse("").equals(namespace)
                    && entry.getValue().equals(region));
  }

  /** Somebody changed or deleted {@code secret}, or we did. Theirs is undone. */
  public synchronized void seen(Secret secret) {
    var metadata = secret.getMetadata();
    var region = metadata.getLabels() == null ? null : metadata.getLabels().get(Labels.REGION);
    if (region == null) {
      return;
    }
    var directory = regions.get(new Key(metadata.getNamespace(), region));
    var number = ShardSecret.number(region, metadata.getName());
    if (directory == null || number.isEmpty() || isOwnWrite(secret)) {
      return;
    }
    directory.spoilt(number.get());
    plan();
  }

  /** Why the Secrets are not as they should be; empty when they are, or soon will be. */
  public synchronized Optional<String> problem() {
    return problem;
  }

  private boolean isOwnWrite(Secret secret) {
    var id = ResourceID.fromResource(secret);
    return store
        .secret(secret.getMetadata().getNamespace(), secret.getMetadata().getName())
        .map(there -> version(there) <= written.getOrDefault(id, -1L))
        .orElse(false);
  }

  private void removeFrom(Key key, String camera) {
    var directory = regions.get(key);
    if (directory != null && directory.remove(camera)) {
      plan();
    }
  }

  private RegionDirectory directory(Key key) {
    var known = regions.get(key);
    if (known != null) {
      return known;
    }
    var loaded = new RegionDirectory();
    for (int number = 0; number < DirectoryShard.COUNT; number++) {
      load(loaded, key, number);
    }
    for (String camera : loaded.cameras()) {
      if (store.hasCamera(key.namespace(), camera)) {
        regionByCamera.put(new ResourceID(camera, key.namespace()), key.region());
      } else {
        loaded.remove(camera);
      }
    }
    regions.put(key, loaded);
    return loaded;
  }

  private void load(RegionDirectory directory, Key key, int number) {
    var secret = store.secret(key.namespace(), ShardSecret.name(key.region(), number));
    if (secret.isEmpty()) {
      directory.spoilt(number);
      return;
    }
    written.put(ResourceID.fromResource(secret.get()), version(secret.get()));
    try {
      directory.load(number, ShardJson.read(ShardSecret.json(secret.get(), number).orElse("")));
    } catch (IllegalArgumentException e) {
      LOGGER
          .atWarn()
          .addKeyValue("secret", secret.get().getMetadata().getName())
          .log("shard of the camera directory is unreadable, writing it anew");
      directory.spoilt(number);
    }
  }

  private void plan() {
    if (regions.values().stream().allMatch(RegionDirectory::isClean)) {
      return;
    }
    lastChange = System.nanoTime();
    if (!isPlanned) {
      isPlanned = true;
      firstChange = lastChange;
      later(QUIET);
    }
  }

  private void later(Duration delay) {
    if (!timer.isShutdown()) {
      var unused = timer.schedule(() -> write(), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void write() {
    Map<Key, Set<Integer>> dirty;
    synchronized (this) {
      long now = System.nanoTime();
      if (now - lastChange < QUIET.toNanos() && now - firstChange < gathering.toNanos()) {
        later(QUIET);
        return;
      }
      isPlanned = false;
      dirty =
          regions.entrySet().stream()
              .filter(region -> !region.getValue().isClean())
              .collect(Collectors.toMap(Map.Entry::getKey, region -> region.getValue().dirty()));
    }
    long begin = System.nanoTime();
    Optional<String> failure = Optional.empty();
    for (var region : dirty.entrySet()) {
      for (int number : region.getValue()) {
        var problemOfThis = write(region.getKey(), number);
        failure = problemOfThis.isPresent() ? problemOfThis : failure;
      }
    }
    after(failure, Duration.ofNanos(System.nanoTime() - begin));
  }

  /** Returns what went wrong. */
  private Optional<String> write(Key key, int number) {
    var region = store.region(key.namespace(), key.region());
    RegionDirectory directory;
    RegionDirectory.Snapshot snapshot;
    synchronized (this) {
      directory = regions.get(key);
      if (directory == null) {
        return Optional.empty();
      }
      if (region.isEmpty()) {
        close(key.namespace(), key.region());
        return Optional.empty();
      }
      snapshot = directory.take(number);
    }
    try {
      var secret =
          store.apply(ShardSecret.of(region.get(), number, ShardJson.write(snapshot.shard())));
      Set<String> done;
      synchronized (this) {
        written.put(ResourceID.fromResource(secret), version(secret));
        done = directory.settled(snapshot);
      }
      report(key, done);
      return Optional.empty();
    } catch (KubernetesClientException e) {
      synchronized (this) {
        directory.failed(snapshot);
        problem = Optional.of(reason(e));
      }
      LOGGER
          .atWarn()
          .addKeyValue("secret", ShardSecret.name(key.region(), number))
          .addKeyValue("namespace", key.namespace())
          .addKeyValue("reason", reason(e))
          .log("shard of the camera directory not written, trying again");
      report(key, snapshot.cameras());
      return Optional.of(reason(e));
    }
  }

  private synchronized void after(Optional<String> failure, Duration writing) {
    problem = failure;
    gathering = gathering(writing);
    if (failure.isEmpty()) {
      retry = FIRST_RETRY;
      plan();
    } else if (!isPlanned) {
      isPlanned = true;
      firstChange = System.nanoTime();
      later(retry);
      var next = retry.multipliedBy(2);
      retry = next.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : next;
    }
  }

  private static Duration gathering(Duration writing) {
    var wanted = writing.multipliedBy(GATHERING_PER_WRITING);
    if (wanted.compareTo(LEAST_GATHERING) < 0) {
      return LEAST_GATHERING;
    }
    return wanted.compareTo(LONGEST_GATHERING) > 0 ? LONGEST_GATHERING : wanted;
  }

  private void report(Key key, Set<String> cameras) {
    if (!cameras.isEmpty()) {
      var ids = new HashSet<ResourceID>();
      cameras.forEach(camera -> ids.add(new ResourceID(camera, key.namespace())));
      settled.accept(ids);
    }
  }

  /** The server's own message may quote what was sent. */
  private static String reason(KubernetesClientException e) {
    return e.getCode() <= 0
        ? "the API server cannot be reached"
        : "the API server answered " + e.getCode();
  }

  private static long version(Secret secret) {
    return Long.parseLong(secret.getMetadata().getResourceVersion());
  }

  private static Key key(Region region) {
    return new Key(region.getMetadata().getNamespace(), region.getMetadata().getName());
  }
}
