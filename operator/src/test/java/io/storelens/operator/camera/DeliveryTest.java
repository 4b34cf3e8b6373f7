package io.storelens.operator.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.storelens.contract.store.OpeningHours;
import io.storelens.contract.store.WorkingHours;
import io.storelens.operator.condition.Verdict;
import io.storelens.operator.condition.Verdict.Status;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final WorkingHours EIGHT_TO_EIGHT =
      new WorkingHours(
          ZoneOffset.UTC,
          List.of(new OpeningHours(EnumSet.allOf(DayOfWeek.class), "08:00", "20:00")),
          Set.of());
  private static final Instant OLD = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void cameraWhosePhotosArriveDelivers() {
    assertThat(at("12:00", "11:50", none()).status()).isEqualTo(Status.TRUE);
  }

  @Test
  void silenceOfMoreThanAnHourWhileTheStoreIsOpenIsTold() {
    assertThat(at("12:00", "11:01", none()).status()).isEqualTo(Status.TRUE);
    var silent = at("12:00", "10:59", none());
    assertThat(silent.status()).isEqualTo(Status.FALSE);
    assertThat(silent.reason()).isEqualTo("Silent");
    assertThat(silent.message()).contains("more than 60 minutes").contains("Check");
  }

  @Test
  void silenceIsCountedFromTheOpeningNotOverNight() {
    var verdict =
        Delivery.verdict(
            Optional.of(Instant.parse("2026-11-23T19:59:00Z")),
            surroundings("2026-11-24T08:59:00Z"),
            OLD,
            Instant.parse("2026-11-24T08:59:00Z"),
            stored("True", "PhotosArrive"));

    assertThat(verdict.status()).isEqualTo(Status.TRUE);
  }

  @Test
  void closingTheStoreChangesNothing() {
    assertThat(at("23:00", "19:00", stored("True", "PhotosArrive")).status())
        .isEqualTo(Status.TRUE);
    assertThat(at("23:00", "10:00", stored("False", "Silent")).status()).isEqualTo(Status.FALSE);
  }

  @Test
  void newCameraHasAnHour() {
    var now = Instant.parse("2026-11-24T12:00:00Z");

    assertThat(verdict(now, now.minusSeconds(3500)).reason()).isEqualTo("NoPhotoYet");
    assertThat(verdict(now, now.minusSeconds(3700)).message()).contains("has ever arrived");
  }

  @Test
  void patienceFollowsTheExpectedCustomers() {
    var now = Instant.parse("2026-11-24T12:00:00Z");

    assertThat(Surroundings.at(now, EIGHT_TO_EIGHT, Optional.of(500.0)).patience())
        .isEqualTo(Duration.ofMinutes(30));
    assertThat(Surroundings.at(now, EIGHT_TO_EIGHT, Optional.of(20.0)).patience())
        .isEqualTo(Duration.ofHours(6));
  }

  private static Verdict verdict(Instant now, Instant created) {
    return Delivery.verdict(
        Optional.empty(),
        Surroundings.at(now, EIGHT_TO_EIGHT, Optional.empty()),
        created,
        now,
        Optional.empty());
  }

  private static Verdict at(String now, String lastPhoto, Optional<Condition> stored) {
    var moment = Instant.parse("2026-11-24T" + now + ":00Z");
    return Delivery.verdict(
        Optional.of(Instant.parse("2026-11-24T" + lastPhoto + ":00Z")),
        surroundings(moment.toString()),
        OLD,
        moment,
        stored);
  }

  private static Surroundings surroundings(String now) {
    return Surroundings.at(Instant.parse(now), EIGHT_TO_EIGHT, Optional.empty());
  }

  private static Optional<Condition> none() {
    return Optional.empty();
  }

  private static Optional<Condition> stored(String status, String reason) {
    return Optional.of(
        new ConditionBuilder()
            .withType("Delivering")
            .withStatus(status)
            .withReason(reason)
            .withMessage("as before")
            .build());
  }
}
