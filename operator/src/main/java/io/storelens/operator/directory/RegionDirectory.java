package io.storelens.operator.directory;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.DirectoryShard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The entries of one region, and which of them its Secrets do not have yet. Not safe for several
 * threads.
 */
final class RegionDirectory {
  private final List<Map<String, CameraEntry>> shards = new ArrayList<>();
  private final Map<String, Set<String>> camerasByUsername = new HashMap<>();
  private final List<Set<String>> pending = new ArrayList<>();
  private final Set<Integer> dirty = new HashSet<>();

  RegionDirectory() {
    for (int number = 0; number < DirectoryShard.COUNT; number++) {
      shards.add(new TreeMap<>());
      pending.add(new HashSet<>());
    }
  }

  /** Takes over what a Secret holds. */
  void load(int number, DirectoryShard shard) {
    for (var entry : shard.cameras()) {
      shards.get(number).put(entry.camera(), entry);
      index(entry);
    }
  }

  Optional<CameraEntry> entry(String camera) {
    return Optional.ofNullable(shards.get(DirectoryShard.of(camera)).get(camera));
  }

  /**
   * The camera that {@code wanted} cannot be told from, because both log in with one user name. The
   * ingest would take neither.
   */
  Optional<String> rival(CameraEntry wanted) {
    return camerasByUsername.getOrDefault(wanted.username(), Set.of()).stream()
        .filter(camera -> !camera.equals(wanted.camera()))
        .sorted()
        .filter(camera -> clash(entry(camera).orElseThrow(), wanted))
        .findFirst();
  }

  private static boolean clash(CameraEntry one, CameraEntry other) {
    return one.identifiedBy().loginSuffices()
        || other.identifiedBy().loginSuffices()
        || one.identifiedBy().equals(other.identifiedBy());
  }

  /** Adds or changes an entry. Returns whether the Secrets have it already. */
  boolean put(CameraEntry entry) {
    int number = DirectoryShard.of(entry.camera());
    var before = shards.get(number).put(entry.camera(), entry);
    if (!entry.equals(before)) {
      forget(before);
      index(entry);
      change(number, entry.camera());
    }
    return !pending.get(number).contains(entry.camera());
  }

  /** Removes an entry. Returns whether there was one. */
  boolean remove(String camera) {
    int number = DirectoryShard.of(camera);
    var before = shards.get(number).remove(camera);
    if (before == null) {
      return false;
    }
    forget(before);
    change(number, camera);
    return true;
  }

  /** The Secret of a shard must be written though no entry changed. */
  void spoilt(int number) {
    dirty.add(number);
  }

  boolean isClean() {
    return dirty.isEmpty();
  }

  Set<Integer> dirty() {
    return Set.copyOf(dirty);
  }

  Set<String> cameras() {
    var cameras = new HashSet<String>();
    shards.forEach(shard -> cameras.addAll(shard.keySet()));
    return cameras;
  }

  /** The shard to write; from now on it is clean. Returns what it settles with it. */
  Snapshot take(int number) {
    dirty.remove(number);
    return new Snapshot(
        number,
        new DirectoryShard(List.copyOf(shards.get(number).values())),
        Set.copyOf(pending.get(number)));
  }

  /** {@code snapshot} was written. Returns the cameras whose entries are as wanted now. */
  Set<String> settled(Snapshot snapshot) {
    var written =
        snapshot.shard().cameras().stream()
            .collect(Collectors.toMap(CameraEntry::camera, Function.identity()));
    var done =
        snapshot.cameras().stream()
            .filter(camera -> Optional.ofNullable(written.get(camera)).equals(entry(camera)))
            .collect(Collectors.toSet());
    pending.get(snapshot.number()).removeAll(done);
    return done;
  }

  /** {@code snapshot} could not be written. */
  void failed(Snapshot snapshot) {
    dirty.add(snapshot.number());
  }

  /**
   * What is written at once.
   *
   * @param cameras cameras whose entries it settles
   */
  record Snapshot(int number, DirectoryShard shard, Set<String> cameras) {}

  private void change(int number, String camera) {
    dirty.add(number);
    pending.get(number).add(camera);
  }

  private void index(CameraEntry entry) {
    camerasByUsername
        .computeIfAbsent(entry.username(), username -> new HashSet<>())
        .add(entry.camera());
  }

  private void forget(CameraEntry entry) {
    if (entry != null) {
      camerasByUsername.computeIfPresent(
          entry.username(),
          (username, cameras) -> {
            cameras.remove(entry.camera());
            return cameras.isEmpty() ? null : cameras;
          });
    }
  }
}
