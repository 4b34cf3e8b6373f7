package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How photos and refusals get to the analyzers, whatever those answer. */
class HandoverIT {
  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir Path root;
  private IngestFixture ingest;

  @BeforeEach
  void writeDirectory() {
    ingest =
        new IngestFixture(root).cameras(TestCameras.camera("till-1"), TestCameras.paused("paused"));
  }

  @AfterEach
  void stopIngest() {
    ingest.close();
  }

  @Test
  void triesAgainWhenTheAnalyzerCannotNow() throws IOException {
    // Given
    ingest.analyzer().retryAfter("0");
    ingest.analyzer().answerPhotosWith(503);
    store(ingest.start(), 3);
    await().atMost(SOON).until(() -> ingest.analyzer().given().size() >= 3);
    assertThat(ingest.waiting()).hasSize(3);
    // When
    ingest.analyzer().answerPhotosWith(200);
    // Then
    await().atMost(SOON).until(() -> ingest.waiting().isEmpty());
    assertThat(ingest.analyzer().taken()).hasSize(3);
  }

  @Test
  void leavesAnAnalyzerAloneForAsLongAsItAsks() throws IOException {
    // Given
    ingest.analyzer().retryAfter("3");
    ingest.analyzer().answerPhotosWith(503);
    store(ingest.start(), 1);
    await().atMost(SOON).until(() -> ingest.analyzer().given().size() == 1);
    // When
    ingest.analyzer().answerPhotosWith(200);
    store(ingest, 1);
    // Then
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(3))
        .until(() -> ingest.analyzer().given().size() == 1);
    await().atMost(SOON).until(() -> ingest.analyzer().taken().size() == 2);
  }

  @Test
  void setsPhotosAsideThatCanNeverBeAnalysed() throws IOException {
    // Given
    ingest.analyzer().answerPhotosWith(422);
    // When
    store(ingest.start(), 1);
    // Then
    await().atMost(SOON).until(() -> ingest.waiting().isEmpty());
    await().atMost(SOON).until(() -> ingest.files("aside").size() == 2);
    assertThat(ingest.files("aside"))
        .filteredOn(file -> file.toString().endsWith(".reason"))
        .singleElement()
        .satisfies(file -> assertThat(Files.readString(file)).contains("no image"));
    assertThat(ingest.meter("storelens.ingest.spool.depth")).isZero();
  }

  @Test
  void goesOnWithOthersWhenOnePhotoFails() throws IOException {
    // Given
    ingest.analyzer().answerPhotosWith(500);
    store(ingest.start(), 1);
    await().atMost(SOON).until(() -> ingest.analyzer().given().size() == 1);
    // When
    ingest.analyzer().answerPhotosWith(200);
    store(ingest, 2);
    // Then
    await().atMost(SOON).until(() -> ingest.analyzer().taken().size() == 3);
    await().atMost(SOON).until(() -> ingest.waiting().isEmpty());
  }

  @Test
  void isReadyOnceEmptyAndClosedToCamerasWhenItDrains() throws IOException {
    // Given
    ingest.analyzer().answerPhotosWith(503);
    store(ingest.start(), 3);
    int port = ingest.port();
    ingest.stop();
    // Its region goes, and the camera directory with it.
    try (var shards = Files.list(ingest.root().resolve("cameras"))) {
      for (var shard : shards.toList()) {
        Files.delete(shard);
      }
    }
    // When
    ingest.draining().ftpPort(port).start();
    // Then
    assertThat(ingest.health().problems()).containsEntry("ftp", "3 photos wait");
    ingest.analyzer().answerPhotosWith(200);
    await().atMost(SOON).until(() -> ingest.health().problems().isEmpty());
    assertThat(ingest.analyzer().taken()).hasSize(3);
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void handsOverAfterARestartWhatWaitedBefore() throws IOException {
    // Given
    ingest.analyzer().answerPhotosWith(503);
    store(ingest.start(), 5);
    ingest.stop();
    Files.writeString(ingest.spool().resolve("photos/99"), "half a photo");
    assertThat(ingest.waiting()).hasSize(6);
    ingest.analyzer().answerPhotosWith(200);
    // When
    ingest.start();
    // Then
    await().atMost(SOON).until(() -> ingest.analyzer().taken().size() == 5);
    await().atMost(SOON).until(() -> ingest.waiting().isEmpty());
  }

  @Test
  void setsADamagedFileAsideAndGoesOn() throws IOException {
    // Given
    ingest.analyzer().answerPhotosWith(503);
    store(ingest.start(), 2);
    ingest.stop();
    var damaged = ingest.waiting().get(0);
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[100] ^= 0x10;
    Files.write(damaged, bytes);
    ingest.analyzer().answerPhotosWith(200);
    // When
    ingest.start();
    // Then
    await().atMost(SOON).until(() -> ingest.waiting().isEmpty());
    assertThat(ingest.analyzer().taken()).hasSize(1);
    assertThat(ingest.files("aside"))
        .filteredOn(file -> file.toString().endsWith(".reason"))
        .singleElement()
        .satisfies(reason -> assertThat(reason).content().contains("does not hold the photo"));
  }

  @Test
  void worksWhileOneOfTwoAnalyzersIsDead() throws Exception {
    // Given
    int deadPort;
    try (var dead = new FakeAnalyzer(ingest.vertx())) {
      deadPort = dead.port();
    }
    ingest.analyzers(URI.create("http://127.0.0.1:" + deadPort), ingest.analyzer().uri());
    // When
    store(ingest.start(), 10);
    // Then
    await().atMost(SOON).until(() -> ingest.analyzer().taken().size() == 10);
  }

  @Test
  void spreadsPhotosOverAnalyzers() throws Exception {
    try (var other = new FakeAnalyzer(ingest.vertx())) {
      ingest.analyzers(other.uri(), ingest.analyzer().uri());
      store(ingest.start(), 10);
      await()
          .atMost(SOON)
          .until(() -> ingest.analyzer().taken().size() + other.taken().size() == 10);
      assertThat(other.taken()).hasSizeBetween(2, 8);
    }
  }

  @Test
  void findsAnAnalyzerThatStartsLater() throws Exception {
    // Given
    int port;
    try (var later = new FakeAnalyzer(ingest.vertx())) {
      port = later.port();
    }
    ingest.analyzers(URI.create("http://localhost:" + port));
    store(ingest.start(), 3);
    assertThat(ingest.waiting()).hasSize(3);
    // When
    try (var later = new FakeAnalyzer(ingest.vertx(), port)) {
      // Then
      await().atMost(Duration.ofSeconds(40)).until(() -> later.taken().size() == 3);
    }
  }

  @Test
  void reportsRefusalsOnceAfterOutageAndRestart() throws Exception {
    // Given
    ingest.analyzer().answerReportsWith(503);
    ingest.start();
    var paused = ingest.login("paused");
    for (int i = 0; i < 4; i++) {
      paused.storeFile("a.jpg", new ByteArrayInputStream(TestPhotos.photo()));
    }
    await().atMost(SOON).until(() -> !ingest.files("refusals").isEmpty());
    ingest.stop();
    ingest.analyzer().answerReportsWith(200);
    // When
    ingest.start();
    // Then
    await().atMost(SOON).until(() -> ingest.files("refusals").isEmpty());
    int photos =
        ingest.analyzer().reports().values().stream()
            .flatMap(report -> report.getJsonArray("refusals").stream())
            .map(io.vertx.core.json.JsonObject.class::cast)
            .mapToInt(refusal -> refusal.getInteger("photos"))
            .sum();
    assertThat(photos).isEqualTo(4);
  }

  private static void store(IngestFixture ingest, int photos) throws IOException {
    var camera = ingest.login("till-1");
    for (int photo = 0; photo < photos; photo++) {
      assertThat(camera.storeFile(photo + ".jpg", new ByteArrayInputStream(TestPhotos.photo())))
          .isTrue();
    }
    camera.disconnect();
  }
}
