package io.storelens.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storelens.contract.store.OpeningHours;
import io.storelens.contract.store.WorkingHours;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatientCamerasTest {
  private static final WorkingHours ALWAYS =
      new WorkingHours(
          ZoneOffset.UTC,
          List.of(new OpeningHours(EnumSet.allOf(DayOfWeek.class), "00:00", "24:00")),
          Set.of());

  @Test
  void sendsTheSamePhotoUntilItIsAcknowledged() throws Exception {
    try (var server = new RecordingFtpServer();
        var scenes = new ScenePool(1, 1)) {
      // Given: the first upload of each photo is not taken
      server.storeReply = "451 not now";
      var refusals = new AtomicInteger();
      // When
      var tally =
          cameras(server, scenes, Duration.ofMinutes(1))
              .deliver(
                  3,
                  100,
                  1,
                  upload -> {
                    if (!upload.acknowledged() && refusals.incrementAndGet() == 3) {
                      server.storeReply = "226 stored";
                    }
                  });
      // Then
      assertThat(tally.acknowledged()).isEqualTo(3);
      assertThat(tally.attempted()).isEqualTo(6);
      assertThat(tally.customersOfAnyGender()).isPositive();
    }
  }

  @Test
  void givesUpInTheEnd() throws Exception {
    try (var server = new RecordingFtpServer();
        var scenes = new ScenePool(1, 1)) {
      server.storeReply = "553 never";
      var cameras = cameras(server, scenes, Duration.ZERO);
      var tally = cameras.deliver(2, 100, 1, upload -> {});
      assertThat(tally.acknowledged()).isZero();
      assertThat(cameras.givenUp()).isEqualTo(2);
    }
  }

  @Test
  void doesNotTakeAPhotoThatWasNeverSentForDelivered() throws Exception {
    try (var server = new RecordingFtpServer();
        var scenes = new ScenePool(1, 1)) {
      var cameras = cameras(server, scenes, Duration.ZERO);
      assertThatThrownBy(
              () ->
                  cameras.deliver(
                      2,
                      100,
                      1,
                      upload -> {
                        throw new IllegalArgumentException("no way");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no way");
    }
  }

  private static PatientCameras cameras(
      RecordingFtpServer server, ScenePool scenes, Duration patience) {
    var cameras =
        List.of(
            SimulatedCamera.of("till-1", "shop-1", ALWAYS, "till-1", "right"),
            SimulatedCamera.of("till-2", "shop-1", ALWAYS, "till-2", "right"),
            SimulatedCamera.of("till-3", "shop-1", ALWAYS, "till-3", "right"));
    return new PatientCameras(
        cameras, server.host(), server.port(), scenes, Clock.systemUTC(), patience);
  }
}
