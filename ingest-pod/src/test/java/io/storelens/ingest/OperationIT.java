package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Full disks, stops and starts. */
class OperationIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path root;
  private IngestFixture ingest;

  @BeforeEach
  void writeDirectory() {
    ingest = new IngestFixture(root).cameras(TestCameras.camera("till-1"));
  }

  @AfterEach
  void stopIngest() {
    ingest.close();
  }

  @Test
  void takesNoPhotoWhileTheDiskIsFullAndGoesOnWhenThereIsRoom() throws IOException {
    // Given
    ingest.minFreeBytes(Long.MAX_VALUE).start();
    assertThat(ingest.health().problems()).containsKey("spool");
    var camera = ingest.login("till-1");
    // When
    camera.storeFile("a.jpg", new ByteArrayInputStream(TestPhotos.photo()));
    // Then
    assertThat(camera.getReplyCode()).isEqualTo(452);
    assertThat(ingest.waiting()).isEmpty();
    ingest.stop();
    ingest.minFreeBytes(0).start();
    assertThat(ingest.health().problems()).isEmpty();
    assertThat(
            ingest.login("till-1").storeFile("a.jpg", new ByteArrayInputStream(TestPhotos.photo())))
        .isTrue();
  }

  @Test
  void letsAnUploadEndBeforeItStops() throws Exception {
    // Given
    ingest.analyzer().answerPhotosWith(503);
    ingest.start();
    int port = ingest.port();
    byte[] photo = TestPhotos.photo(200);
    try (var camera = RawCamera.login("127.0.0.1", port, "till-1")) {
      var data = camera.data();
      assertThat(camera.send("STOR a.jpg")).startsWith("150");
      data.getOutputStream().write(photo, 0, 1000);
      await().atMost(SOON).until(() -> ingest.meter("storelens.ingest.transfers") == 1);
      // When
      var stop = CompletableFuture.runAsync(ingest::stop);
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> new RawCamera("127.0.0.1", port).close())
                      .isInstanceOf(ConnectException.class));
      assertThat(stop).isNotDone();
      data.getOutputStream().write(photo, 1000, photo.length - 1000);
      data.close();
      // Then
      assertThat(camera.reply()).startsWith("226");
      assertThat(camera.reply()).startsWith("421");
      assertThat(stop).succeedsWithin(SOON);
    }
    assertThat(ingest.waiting()).hasSize(1);
  }

  @Test
  void takesPhotosWhileItsClockJumps() throws IOException {
    // Given
    var now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
    ingest.clock(new JumpingClock(now)).start();
    var camera = ingest.login("till-1");
    // When
    for (String time : List.of("12:00", "12:01", "02:00", "23:00", "12:02")) {
      now.set(Instant.parse("2026-11-24T" + time + ":00Z"));
      assertThat(camera.storeFile("a.jpg", new ByteArrayInputStream(TestPhotos.photo()))).isTrue();
    }
    // Then
    await().atMost(SOON).until(() -> ingest.analyzer().taken().size() == 5);
    assertThat(ingest.analyzer().taken().stream().map(given -> given.photo().receivedAt()))
        .containsExactlyInAnyOrder(
            Instant.parse("2026-11-24T12:00:00Z"),
            Instant.parse("2026-11-24T12:01:00Z"),
            Instant.parse("2026-11-24T02:00:00Z"),
            Instant.parse("2026-11-24T23:00:00Z"),
            Instant.parse("2026-11-24T12:02:00Z"));
    await().atMost(SOON).until(() -> ingest.waiting().isEmpty());
    assertThat(ingest.health().problems()).isEmpty();
  }

  @Test
  void handsTheSpoolOverBeforeItStops() throws IOException {
    // Given
    ingest.analyzer().answerPhotosWith(503);
    ingest.analyzer().retryAfter("1");
    ingest.start();
    var camera = ingest.login("till-1");
    for (int photo = 0; photo < 50; photo++) {
      camera.storeFile("a.jpg", new ByteArrayInputStream(TestPhotos.photo()));
    }
    ingest.analyzer().answerPhotosWith(200);
    await().atMost(SOON).until(() -> !ingest.analyzer().taken().isEmpty());
    // When
    ingest.stop();
    // Then
    assertThat(ingest.waiting()).isEmpty();
    assertThat(ingest.analyzer().taken()).hasSize(50);
  }

  @Test
  void stopsAtOnceWhenNoAnalyzerTakesAnything() throws IOException {
    // Given
    ingest.analyzer().answerPhotosWith(503);
    ingest.analyzer().retryAfter("60");
    ingest.start();
    var camera = ingest.login("till-1");
    for (int photo = 0; photo < 5; photo++) {
      camera.storeFile("a.jpg", new ByteArrayInputStream(TestPhotos.photo()));
    }
    camera.disconnect();
    await().atMost(SOON).until(() -> !ingest.analyzer().given().isEmpty());
    // When
    long begin = System.nanoTime();
    ingest.stop();
    // Then
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
    assertThat(ingest.waiting()).hasSize(5);
  }

  @Test
  void saysGoodByeToIdleSessionsWhenItStops() throws IOException {
    ingest.start();
    try (var camera = RawCamera.login("127.0.0.1", ingest.port(), "till-1")) {
      ingest.stop();
      assertThat(camera.reply()).startsWith("421");
      assertThat(camera.reply()).isNull();
    }
  }

  @Test
  void doesNotStartOnASpoolThatAnotherOneOwns() {
    ingest.start();
    try (var second = new IngestFixture(root)) {
      assertThatThrownBy(second::start).hasMessageContaining("INGEST_SPOOL");
    }
  }

  private static final class JumpingClock extends Clock {
    private final AtomicReference<Instant> now;

    private JumpingClock(AtomicReference<Instant> now) {
      this.now = now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneId.of("UTC");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("moments only");
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }
}
