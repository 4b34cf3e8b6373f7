package io.storelens.operator.directory;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.directory.CaptureTime;
import io.storelens.contract.directory.FormerPassword;
import io.storelens.contract.directory.Identification;
import io.storelens.contract.directory.PasswordHash;
import io.storelens.contract.directory.SkewPolicy;
import io.storelens.contract.store.OpeningHours;
import io.storelens.contract.store.WorkingHours;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.store.Store;
import io.storelens.crds.store.StoreSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns a camera and its store into what the ingest knows of it. */
public final class CameraEntries {
  private CameraEntries() {}

  /**
   * The entry of {@code camera}. A hash costs 0.1 s of CPU where people chose the password, so a
   * password that did not change keeps the hash it has. One that did change leaves the one before
   * as {@linkplain CameraEntry#formerPassword former} for {@code overlap}, where the user name is
   * the same.
   *
   * @param current the entry there is
   * @param overlap how long the password before a change still counts; zero for not at all
   * @throws java.time.DateTimeException if the store's time zone is unknown
   */
  public static CameraEntry of(
      Camera camera,
      Store store,
      Credentials credentials,
      SaltKey salts,
      Optional<CameraEntry> current,
      Duration overlap,
      Instant now) {
    var hours = hours(store.getSpec());
    byte[] salt = salts.salt(credentials.username(), credentials.password());
    var own = current.filter(entry -> entry.username().equals(credentials.username()));
    var kept =
        current
            .map(CameraEntry::passwordHash)
            .filter(hash -> PasswordHash.isMadeWith(hash, credentials.iterations(), salt));
    return new CameraEntry(
        camera.getMetadata().getName(),
        camera.getSpec().store(),
        store.getSpec().region(),
        hours.zone(),
        hours.openings(),
        hours.closedDates(),
        credentials.username(),
        kept.orElseGet(
            () -> PasswordHash.of(credentials.password(), credentials.iterations(), salt)),
        kept.isPresent()
            ? own.flatMap(CameraEntry::formerPassword).filter(former -> former.counts(now))
            : own.filter(entry -> !overlap.isZero())
                .map(entry -> new FormerPassword(entry.passwordHash(), now.plus(overlap))),
        identification(camera.getSpec().identifiedBy()),
        captureTime(camera.getSpec().captureTime()),
        camera.getSpec().paused());
  }

  /**
   * When a store is open.
   *
   * @throws java.time.DateTimeException if the time zone is unknown
   */
  public static WorkingHours hours(StoreSpec store) {
    return new WorkingHours(
        ZoneId.of(store.timeZone()),
        store.workingHours().stream().map(CameraEntries::opening).toList(),
        closedDates(store));
  }

  private static OpeningHours opening(io.storelens.crds.store.WorkingHours hours) {
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

  private static CaptureTime captureTime(io.storelens.crds.camera.CaptureTime wanted) {
    return new CaptureTime(
        wanted.sources().stream().map(CameraEntries::source).toList(),
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
