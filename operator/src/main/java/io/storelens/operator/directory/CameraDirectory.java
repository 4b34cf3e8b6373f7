package io.storelens.operator.directory;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.DirectoryShard;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Turns stores and cameras into the directory that the ingest reads. */
public final class CameraDirectory {
  private final SaltKey salts;

  /** Makes directories whose hashes have their salts from {@code salts}. */
  public CameraDirectory(SaltKey salts) {
    this.salts = salts;
  }

  /**
   * The directory of {@code cameras}. A camera whose store is not among {@code stores} is left out.
   * A hash costs 0.1 s of CPU where people chose the password, so a password that did not change
   * keeps the hash it has.
   *
   * @param credentials what each camera logs in with, by its name
   * @param current the entries there are, by name of camera; may be empty
   * @return all shards, by number
   * @throws IllegalArgumentException naming a camera without credentials
   */
  public List<DirectoryShard> shards(
      Collection<Store> stores,
      Collection<Camera> cameras,
      Map<String, Credentials> credentials,
      Map<String, CameraEntry> current) {
    var places =
        stores.stream()
            .collect(Collectors.toMap(store -> store.getMetadata().getName(), Function.identity()));
    var now = Instant.now();
    // In parallel for the sake of a first start: 10,000 passwords to hash.
    var entries =
        cameras.parallelStream()
            .filter(camera -> places.containsKey(camera.getSpec().store()))
            .map(
                camera -> {
                  String name = camera.getMetadata().getName();
                  return CameraEntries.of(
                      camera,
                      places.get(camera.getSpec().store()),
                      required(credentials, name),
                      salts,
                      Optional.ofNullable(current.get(name)),
                      Duration.ZERO,
                      now);
                })
            .collect(Collectors.groupingBy(entry -> DirectoryShard.of(entry.camera())));
    return IntStream.range(0, DirectoryShard.COUNT)
        .mapToObj(number -> shard(entries.getOrDefault(number, List.of())))
        .toList();
  }

  private static DirectoryShard shard(List<CameraEntry> entries) {
    return new DirectoryShard(
        entries.stream().sorted(Comparator.comparing(CameraEntry::camera)).toList());
  }

  private static Credentials required(Map<String, Credentials> credentials, String camera) {
    var found = credentials.get(camera);
    if (found == null) {
      throw new IllegalArgumentException("Camera/" + camera + " has no credentials");
    }
    return found;
  }
}
