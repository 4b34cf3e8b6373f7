package io.storelens.operator.store;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** Which cameras of which store were found ready when they were last looked at. */
public final class Tally {
  private final Map<ResourceID, Map<String, Boolean>> readyByStore = new HashMap<>();
  private final Map<ResourceID, ResourceID> storeByCamera = new HashMap<>();
  private Consumer<ResourceID> changed = store -> {};

  /** Tells {@code listener} the stores whose cameras changed. */
  public synchronized void onChange(Consumer<ResourceID> listener) {
    changed = listener;
  }

  /** {@code camera} of {@code store} was looked at. */
  public synchronized void put(ResourceID camera, ResourceID store, boolean isReady) {
    storeByCamera.put(camera, store);
    var before =
        readyByStore.computeIfAbsent(store, id -> new HashMap<>()).put(camera.getName(), isReady);
    if (before == null || before != isReady) {
      changed.accept(store);
    }
  }

  /** {@code camera} is there no more. */
  public synchronized void remove(ResourceID camera) {
    var store = storeByCamera.remove(camera);
    if (store != null) {
      readyByStore.computeIfPresent(
          store,
          (id, cameras) -> {
            cameras.remove(camera.getName());
            return cameras.isEmpty() ? null : cameras;
          });
      changed.accept(store);
    }
  }

  /** How many of {@code cameras} are ready; empty while one of them has not been looked at. */
  public synchronized OptionalInt ready(ResourceID store, Set<String> cameras) {
    var known = readyByStore.getOrDefault(store, Map.of());
    return known.keySet().containsAll(cameras)
        ? OptionalInt.of((int) cameras.stream().filter(known::get).count())
        : OptionalInt.empty();
  }
}
