package io.storelens.operator.camera;

import static io.storelens.operator.condition.ConditionType.CLOCK_OK;
import static io.storelens.operator.condition.ConditionType.DEGRADED;
import static io.storelens.operator.condition.ConditionType.DELIVERING;
import static io.storelens.operator.condition.ConditionType.READY;
import static io.storelens.operator.condition.ConditionType.REQUIREMENTS_MET;

import io.fabric8.kubernetes.api.model.Condition;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.camera.CameraStatus;
import io.storelens.crds.camera.FtpAddress;
import io.storelens.crds.region.Region;
import io.storelens.operator.condition.ConditionType;
import io.storelens.operator.condition.Conditions;
import io.storelens.operator.condition.Verdict;
import io.storelens.operator.observation.CameraObservation;
import io.storelens.operator.observation.Observations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a camera's status should say. It is decided from what is known at one moment and from the
 * status so far, so that the same knowledge always gives an equal status, and nothing is written.
 */
final class CameraStatuses {
  /** Port of the region's Service for control connections. */
  private static final int FTP_PORT = 21;

  /** {@code lastPhoto} alone is written no more often. */
  private static final Duration GRANULARITY = Duration.ofHours(1);

  private static final Verdict NOT_YET =
      Verdict.unknown("NotObserved", "The database has not answered yet.");

  private final Observations observations;
  private final Clock clock;

  CameraStatuses(Observations observations, Clock clock) {
    this.observations = observations;
    this.clock = clock;
  }

  /**
   * The status of {@code camera}.
   *
   * @param region its region, where there is one
   * @param store what its store says; empty where there is none that can be used
   * @param ready whether it may upload
   */
  CameraStatus of(
      Camera camera, Optional<Region> region, Optional<Surroundings> store, Verdict ready) {
    var before = Optional.ofNullable(camera.getStatus());
    var conditions =
        new Conditions(
            before.map(CameraStatus::conditions).orElse(null),
            camera.getMetadata().getGeneration(),
            clock);
    conditions.set(READY, ready);
    observe(camera, region, store, conditions);
    return new CameraStatus(
        camera.getMetadata().getGeneration(),
        region.map(one -> one.getMetadata().getName()).orElse(null),
        address(region).map(host -> new FtpAddress(host, port(region))).orElse(null),
        CredentialsSecret.name(camera),
        Rotation.of(camera).request().orElse(null),
        lastPhoto(camera, before),
        conditions.toList());
  }

  /** The address that cameras of {@code region} upload to; empty until there is one. */
  static Optional<String> address(Optional<Region> region) {
    return region
        .map(Region::getStatus)
        .map(status -> status.address())
        .filter(host -> !host.isEmpty());
  }

  private static int port(Optional<Region> region) {
    return region.map(Region::getStatus).map(status -> status.port()).orElse(FTP_PORT);
  }

  private void observe(
      Camera camera, Optional<Region> region, Optional<Surroundings> store, Conditions conditions) {
    var seen = observations.camera(camera.getMetadata().getName());
    int minFaceSize = region.map(one -> one.getSpec().analyzer().minFaceSize()).orElse(0);
    var declared = Optional.ofNullable(camera.getSpec().capabilities());
    switch (observations.source()) {
      case NONE -> {
        conditions.set(
            REQUIREMENTS_MET, Requirements.verdict(declared, minFaceSize, Optional.empty()));
        for (var type : new ConditionType[] {DELIVERING, CLOCK_OK, DEGRADED}) {
          conditions.set(
              type, Verdict.unknown("NoDatabase", "The operator has no database to ask."));
        }
      }
      case PENDING -> {
        var requirements = Requirements.verdict(declared, minFaceSize, Optional.empty());
        for (var type : new ConditionType[] {DELIVERING, CLOCK_OK, DEGRADED}) {
          conditions.set(type, kept(conditions, type).orElse(NOT_YET));
        }
        conditions.set(REQUIREMENTS_MET, kept(conditions, REQUIREMENTS_MET).orElse(requirements));
      }
      case KNOWN -> {
        conditions.set(
            REQUIREMENTS_MET, Requirements.verdict(declared, minFaceSize, Optional.of(seen)));
        conditions.set(DELIVERING, delivering(camera, store, seen, conditions));
        conditions.set(
            CLOCK_OK,
            ClockCheck.verdict(seen, Duration.parse(camera.getSpec().captureTime().maxSkew())));
        conditions.set(DEGRADED, Trouble.verdict(seen));
      }
    }
  }

  /** Before the first answer what was observed before a restart stays. */
  private static Optional<Verdict> kept(Conditions conditions, ConditionType type) {
    return conditions
        .stored(type)
        .map(
            stored ->
                new Verdict(
                    Verdict.Status.valueOf(stored.getStatus().toUpperCase(Locale.ROOT)),
                    stored.getReason(),
                    stored.getMessage()));
  }

  private Verdict delivering(
      Camera camera, Optional<Surroundings> store, CameraObservation seen, Conditions conditions) {
    if (camera.getSpec().paused()) {
      return Verdict.unknown("Paused", "Its photos are refused: spec.paused is true.");
    }
    if (store.isEmpty()) {
      return Verdict.unknown("StoreUnusable", "Without its store there are no working hours.");
    }
    return Delivery.verdict(
        seen.lastPhoto(),
        store.get(),
        Instant.parse(camera.getMetadata().getCreationTimestamp()),
        clock.instant(),
        conditions.stored(DELIVERING));
  }

  /** Moves only by steps, so that a camera's every photo does not write its status. */
  private String lastPhoto(Camera camera, Optional<CameraStatus> before) {
    var written = before.map(CameraStatus::lastPhoto).map(Instant::parse);
    var seen =
        observations
            .camera(camera.getMetadata().getName())
            .lastPhoto()
            .map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    boolean isNews =
        seen.isPresent()
            && (written.isEmpty()
                || Duration.between(written.get(), seen.get()).compareTo(GRANULARITY) >= 0);
    return (isNews ? seen : written).map(Instant::toString).orElse(null);
  }

  /** Whether {@code conditions} say that the camera may upload. */
  static boolean isReady(List<Condition> conditions) {
    return conditions.stream()
        .anyMatch(
            condition ->
                condition.getType().equals(READY.text()) && condition.getStatus().equals("True"));
  }
}
