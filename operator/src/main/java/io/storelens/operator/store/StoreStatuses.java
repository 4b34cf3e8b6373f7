package io.storelens.operator.store;

import static io.storelens.operator.condition.ConditionType.DEGRADED;
import static io.storelens.operator.condition.ConditionType.DELIVERING;
import static io.storelens.operator.condition.ConditionType.READY;

import io.storelens.crds.camera.Camera;
import io.storelens.crds.store.Store;
import io.storelens.crds.store.StoreStatus;
import io.storelens.operator.condition.ConditionType;
import io.storelens.operator.condition.Conditions;
import io.storelens.operator.condition.Verdict;
import io.storelens.operator.directory.CameraEntries;
import io.storelens.operator.observation.Observations;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a store's status should say, decided from what is known at one moment and from the status so
 * far.
 */
final class StoreStatuses {
  /** Last photo and photos of today are written no more often, as long as the store is open. */
  private static final Duration GRANULARITY = Duration.ofMinutes(10);

  private final Observations observations;
  private final Clock clock;

  StoreStatuses(Observations observations, Clock clock) {
    this.observations = observations;
    this.clock = clock;
  }

  private record Photos(Optional<Instant> last, Long today) {}

  /**
   * @param cameras the store's cameras
   * @param ready how many of them are Ready
   */
  StoreStatus of(Store store, List<Camera> cameras, int ready) {
    var before = Optional.ofNullable(store.getStatus());
    var conditions = conditions(store);
    var schedule = schedule(store);
    boolean isOpen = schedule.filter(one -> one.isOpen(clock.instant())).isPresent();
    conditions.set(READY, ready(store, schedule, cameras.size(), ready));
    int delivering = count(cameras, DELIVERING, "True");
    int silent = count(cameras, DELIVERING, "False");
    conditions.set(DELIVERING, delivering(delivering, silent));
    conditions.set(DEGRADED, degraded(cameras, delivering, silent));
    var photos = photos(store, cameras, before, isOpen);
    return new StoreStatus(
        store.getMetadata().getGeneration(),
        schedule.map(one -> isOpen).orElse(null),
        schedule.flatMap(this::nextChange).map(Instant::toString).orElse(null),
        cameras.size(),
        ready,
        photos.last().map(Instant::toString).orElse(null),
        photos.today(),
        conditions.toList());
  }

  /** The status after {@code e}; the rest of what was known stays. */
  StoreStatus failed(Store store, Exception e) {
    var before =
        Optional.ofNullable(store.getStatus())
            .orElse(new StoreStatus(null, null, null, null, null, null, null, List.of()));
    var conditions =
        conditions(store)
            .set(READY, Verdict.unknown("ReconcileFailed", String.valueOf(e.getMessage())));
    return new StoreStatus(
        store.getMetadata().getGeneration(),
        before.open(),
        before.nextChange(),
        before.cameras(),
        before.camerasReady(),
        before.lastPhoto(),
        before.photosToday(),
        conditions.toList());
  }

  private Conditions conditions(Store store) {
    return new Conditions(
        Optional.ofNullable(store.getStatus()).map(StoreStatus::conditions).orElse(null),
        store.getMetadata().getGeneration(),
        clock);
  }

  private static Optional<Schedule> schedule(Store store) {
    try {
      return Optional.of(new Schedule(CameraEntries.hours(store.getSpec())));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Instant> nextChange(Schedule schedule) {
    return schedule.nextChange(clock.instant());
  }

  private static Verdict ready(
      Store store, Optional<Schedule> schedule, int cameras, int camerasReady) {
    if (schedule.isEmpty()) {
      return Verdict.no(
          "TimeZoneUnknown",
          "spec.timeZone "
              + store.getSpec().timeZone()
              + " is no IANA time zone, or spec.workingHours and closedDates cannot be read. Take one"
              + " such as Europe/Paris.");
    }
    if (cameras == 0) {
      return Verdict.no("NoCameras", "No Camera names this store.");
    }
    return camerasReady == cameras
        ? Verdict.yes("CamerasReady", "All cameras may upload.")
        : Verdict.no(
            "CamerasNotReady",
            camerasReady + " of " + cameras + " cameras are ready; see kubectl get cameras.");
  }

  private static Verdict delivering(int delivering, int silent) {
    if (delivering > 0) {
      return Verdict.yes("PhotosArrive", "Photos arrive.");
    }
    return silent > 0
        ? Verdict.no("Silent", "No camera delivers: check the store's power and line.")
        : Verdict.unknown("NotObserved", "Nothing is known of its cameras yet.");
  }

  private static Verdict degraded(List<Camera> cameras, int delivering, int silent) {
    if (delivering > 0 && silent > 0) {
      return Verdict.yes(
          "CamerasSilent", silent + " of " + cameras.size() + " cameras are silent.");
    }
    int troubled = count(cameras, DEGRADED, "True");
    if (troubled > 0) {
      return Verdict.yes(
          "CamerasDegraded", troubled + " of " + cameras.size() + " cameras are degraded.");
    }
    return count(cameras, DEGRADED, "False") == 0
        ? Verdict.unknown("NotObserved", "Nothing is known of its cameras yet.")
        : Verdict.no("NoTrouble", "All is well.");
  }

  private static int count(List<Camera> cameras, ConditionType type, String word) {
    return (int)
        cameras.stream()
            .filter(camera -> camera.getStatus() != null)
            .flatMap(camera -> camera.getStatus().conditions().stream())
            .filter(one -> one.getType().equals(type.text()) && one.getStatus().equals(word))
            .count();
  }

  private Photos photos(
      Store store, List<Camera> cameras, Optional<StoreStatus> before, boolean isOpen) {
    var written =
        new Photos(
            before.map(StoreStatus::lastPhoto).map(Instant::parse),
            before.map(StoreStatus::photosToday).orElse(null));
    if (observations.source() != Observations.Source.KNOWN) {
      return written;
    }
    var last =
        cameras.stream()
            .flatMap(
                camera -> observations.camera(camera.getMetadata().getName()).lastPhoto().stream())
            .max(Comparator.naturalOrder())
            .map(time -> time.truncatedTo(ChronoUnit.SECONDS))
            .or(written::last);
    var seen = new Photos(last, observations.photosToday(store.getMetadata().getName()));
    return !isOpen || isNews(seen, written) ? seen : written;
  }

  /** Long enough after the last time, or a new day. */
  private static boolean isNews(Photos seen, Photos written) {
    return written.today() == null
        || seen.today() < written.today()
        || (seen.last().isPresent()
            && (written.last().isEmpty()
                || Duration.between(written.last().get(), seen.last().get()).compareTo(GRANULARITY)
                    >= 0));
  }
}
