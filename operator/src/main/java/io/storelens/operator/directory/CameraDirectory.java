package io.storelens.operator.directory;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.directory.CaptureTime;
import io.storelens.contract.directory.DirectoryShard;
import io.storelens.contract.directory.Identification;
import io.storelens.contract.directory.PasswordHash;
import io.storelens.contract.directory.SkewPolicy;
import io.storelens.contract.store.OpeningHours;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.store.Store;
import io.storelens.crds.store.StoreSpec;
import io.storelens.crds.store.WorkingHours;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    // In parallel for the sake of a first start: 10,000 passwords to hash.
    var entries =
        cameras.parallelStream()
            .filter(camera -> places.containsKey(camera.getSpec().store()))
            .map(
                camera -> {
                  String name = camera.getMetadata().getName();
                  return entry(
                      camera,
                      places.get(camera.getSpec().store()),
                      required(credentials, name),
                      Optional.ofNullable(current.get(name)));
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

  private CameraEntry entry(
      Camera camera, Store store, Credentials credentials, Optional<CameraEntry> current) {
    String name = camera.getMetadata().getName();
    StoreSpec place = store.getSpec();
    return new CameraEntry(
        name,
        camera.getSpec().store(),
        place.region(),
        ZoneId.of(place.timeZone()),
        place.workingHours().stream().map(CameraDirectory::opening).toList(),
        closedDates(place),
        credentials.username(),
        hash(credentials, current),
        identification(camera.getSpec().identifiedBy()),
        captureTime(camera.getSpec().captureTime()),
        camera.getSpec().paused());
  }

  /** Cameras that share an account get the same salt, and so the same hash. */
  private String hash(Credentials credentials, Optional<CameraEntry> current) {
    byte[] salt = salts.salt(credentials.username(), credentials.password());
    return current
        .map(CameraEntry::passwordHash)
        .filter(hash -> PasswordHash.isMadeWith(hash, credentials.iterations(), salt))
        .orElseGet(() -> PasswordHash.of(credentials.password(), credentials.iterations(), salt));
  }

  private static Identification identification(io.storelens.crds.camera.Identification wanted) {
    if (wanted.directory() != null) {
      return Identification.byDirectory(wanted.directory().path());
    }
    if (wanted.fileName() != null) {
      return Identification.byFileName(wanted.fileName().pattern());
    }
    if (wanted.exif() != null) {
      return Identification.bySerialNumber(wanted.exif().serialNumber());
    }
    return wanted.location() == null
        ? Identification.LOGIN
        : Identification.byLocation(location(wanted.location()));
  }

  private static Identification.Location location(
      io.storelens.crds.camera.Identification.Location place) {
    return new Identification.Location(place.latitude(), place.longitude(), place.radius());
  }

  private static OpeningHours opening(WorkingHours hours) {
    return new OpeningHours(
        hours.days().stream().map(day -> day.day()).collect(Collectors.toSet()),
        hours.opens(),
        hours.closes());
  }

  private static Set<LocalDate> closedDates(StoreSpec store) {
    return store.closedDates() == null
        ? Set.of()
        : store.closedDates().stream().map(LocalDate::parse).collect(Collectors.toSet());
  }

  private static CaptureTime captureTime(io.storelens.crds.camera.CaptureTime wanted) {
    return new CaptureTime(
        wanted.sources().stream().map(CameraDirectory::source).toList(),
        Optional.ofNullable(wanted.fileNamePattern()),
        Duration.parse(wanted.maxSkew()),
        switch (wanted.onSkew()) {
          case USE_CAMERA -> SkewPolicy.USE_CAMERA;
          case USE_ARRIVAL -> SkewPolicy.USE_ARRIVAL;
          case REFUSE -> SkewPolicy.REFUSE;
        });
  }

  private static CaptureSource source(io.storelens.crds.camera.CaptureTime.Source source) {
    return switch (source) {
      case EXIF -> CaptureSource.EXIF;
      case FILE_NAME -> CaptureSource.FILE_NAME;
      case ARRIVAL -> CaptureSource.ARRIVAL;
    };
  }
}
