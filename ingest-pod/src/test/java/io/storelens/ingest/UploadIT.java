package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.directory.SkewPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an upload, seen from the camera, the disk and the analyzer. */
class UploadIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path root;
  private IngestFixture ingest;

  @BeforeEach
  void startIngest() {
    ingest =
        new IngestFixture(root)
            .cameras(
                TestCameras.camera("till-1"),
                TestCameras.camera("till-2"),
                TestCameras.paused("paused"),
                TestCameras.closed("closed"),
                TestCameras.camera(
                    "strict", TestCameras.policy(SkewPolicy.REFUSE, CaptureSource.EXIF)))
            .maxPhotoBytes(300_000)
            .dataIdle(Duration.ofSeconds(1))
            .start();
  }

  @AfterEach
  void stopIngest() {
    ingest.close();
  }

  @Test
  void handsAPhotoOverAndForgetsItOnceItsRowsAreCommitted() throws Exception {
    // Given
    byte[] photo = TestPhotos.photo(300);
    var before = Instant.now();
    var camera = ingest.login("till-1");
    // When
    int reply = store(camera, "20261124/a.jpg", photo);
    // Then
    assertThat(reply).isEqualTo(226);
    await().atMost(SOON).until(() -> ingest.analyzer().taken().size() == 1);
    var given = ingest.analyzer().taken().get(0);
    assertThat(given.jpeg().getBytes()).isEqualTo(photo);
    assertThat(given.photo().camera()).isEqualTo("till-1");
    assertThat(given.photo().store()).isEqualTo("paris-001");
    assertThat(given.photo().region()).isEqualTo("eu-west");
    assertThat(given.photo().source()).isEqualTo(CaptureSource.ARRIVAL);
    assertThat(given.photo().capturedAt()).isBetween(before, Instant.now());
    await().atMost(SOON).until(() -> ingest.waiting().isEmpty());
  }

  @Test
  void repliesOnlyAfterThePhotoIsInTheSpool() throws Exception {
    // Given
    ingest.analyzer().answerPhotosWith(503);
    var camera = ingest.login("till-1");
    // When
    int reply = store(camera, "a.jpg", TestPhotos.photo());
    // Then
    assertThat(reply).isEqualTo(226);
    assertThat(ingest.waiting()).hasSize(1);
    assertThat(ingest.meter("storelens.ingest.spool.depth")).isEqualTo(1);
  }

  @Test
  void keepsNothingOfAnUploadThatEndsInTheMiddle() throws Exception {
    // Given
    byte[] photo = TestPhotos.photo(200);
    var camera = ingest.login("till-1");
    // When
    int reply = store(camera, "a.jpg", Arrays.copyOf(photo, photo.length / 2));
    // Then
    assertThat(reply).isEqualTo(451);
    assertNothingIsKept();
    assertThat(store(camera, "a.jpg", photo)).isEqualTo(226);
  }

  @Test
  void keepsNothingOfAnUploadThatIsReset() throws Exception {
    try (var camera = raw("till-1")) {
      // Given
      byte[] photo = TestPhotos.photo(200);
      var data = camera.data();
      assertThat(camera.send("STOR a.jpg")).startsWith("150");
      data.getOutputStream().write(photo, 0, photo.length / 2);
      awaitTransfers(1);
      // When
      RawCamera.reset(data);
      // Then
      assertThat(camera.reply()).startsWith("426");
      assertNothingIsKept();
    }
  }

  @Test
  void keepsNothingOfAnUploadThatStalls() throws Exception {
    try (var camera = raw("till-1")) {
      // Given
      byte[] photo = TestPhotos.photo(200);
      var data = camera.data();
      camera.write("STOR a.jpg");
      // When
      data.getOutputStream().write(photo, 0, photo.length / 2);
      // Then
      assertThat(camera.reply()).startsWith("150");
      assertThat(camera.reply()).startsWith("426").contains("no data for 1.0 s");
      assertNothingIsKept();
    }
  }

  @Test
  void endsAnUploadWhoseControlConnectionIsGone() throws Exception {
    // Given
    var camera = raw("till-1");
    var data = camera.data();
    camera.send("STOR a.jpg");
    data.getOutputStream().write(TestPhotos.photo(), 0, 500);
    awaitTransfers(1);
    var before = Instant.now();
    // When
    camera.close();
    // Then
    awaitTransfers(0);
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofMillis(900));
    assertNothingIsKept();
  }

  @Test
  void endsAnUploadThatTheCameraAborts() throws Exception {
    try (var camera = raw("till-1")) {
      // Given
      var data = camera.data();
      camera.send("STOR a.jpg");
      data.getOutputStream().write(TestPhotos.photo(), 0, 500);
      awaitTransfers(1);
      // When
      camera.write(new byte[] {(byte) 0xFF, (byte) 0xF4, (byte) 0xFF, (byte) 0xF2});
      camera.write("ABOR");
      // Then
      assertThat(camera.reply()).startsWith("426").contains("the camera ended it");
      assertThat(camera.reply()).startsWith("226");
      assertNothingIsKept();
    }
  }

  @Test
  void keepsAPhotoOnceThatIsSentTwice() throws Exception {
    // Given
    ingest.analyzer().answerPhotosWith(503);
    byte[] photo = TestPhotos.photo();
    var camera = ingest.login("till-1");
    assertThat(store(camera, "a.jpg", photo)).isEqualTo(226);
    // When
    int again = store(camera, "b.jpg", photo);
    // Then
    assertThat(again).isEqualTo(226);
    assertThat(ingest.waiting()).hasSize(1);
    assertThat(ingest.meter("storelens.ingest.uploads", "outcome", "repeated")).isEqualTo(1);
  }

  @Test
  void keepsTheSamePhotoOfTwoCameras() throws Exception {
    // Given
    byte[] photo = TestPhotos.photo();
    // When
    store(ingest.login("till-1"), "a.jpg", photo);
    store(ingest.login("till-2"), "a.jpg", photo);
    // Then
    await().atMost(SOON).until(() -> ingest.analyzer().taken().size() == 2);
    assertThat(ingest.analyzer().taken())
        .extracting(given -> given.photo().camera())
        .containsExactlyInAnyOrder("till-1", "till-2");
  }

  @Test
  void takesAPhotoWithPaddingBehindItsEnd() throws Exception {
    byte[] photo = TestPhotos.photo();
    assertThat(store(ingest.login("till-1"), "a.jpg", Arrays.copyOf(photo, photo.length + 700)))
        .isEqualTo(226);
  }

  @Test
  void refusesWhatIsNoPhotoAndCountsIt() throws Exception {
    var camera = ingest.login("till-1");
    assertThat(store(camera, "test.jpg", "only a test".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(553);
    assertRefusalIsReported("till-1", "NOT_A_PHOTO");
    assertNothingIsKept();
  }

  @Test
  void refusesAPhotoThatIsTooLargeAndCountsIt() throws Exception {
    try (var camera = raw("till-1")) {
      // Given
      var data = camera.data();
      camera.send("STOR a.jpg");
      byte[] photo = Arrays.copyOf(TestPhotos.photo(), 300_001);
      // When
      data.getOutputStream().write(photo);
      data.shutdownOutput();
      // Then
      assertThat(camera.reply()).startsWith("552").contains("300000 bytes");
      assertRefusalIsReported("till-1", "TOO_LARGE");
      assertNothingIsKept();
    }
  }

  @Test
  void refusesPhotosOfAPausedCameraAndCountsThem() throws Exception {
    var camera = ingest.login("paused");
    assertThat(store(camera, "a.jpg", TestPhotos.photo())).isEqualTo(553);
    assertThat(camera.getReplyString()).contains("paused");
    assertRefusalIsReported("paused", "CAMERA_PAUSED");
  }

  @Test
  void refusesPhotosOutsideWorkingHoursAndCountsThem() throws Exception {
    var camera = ingest.login("closed");
    assertThat(store(camera, "a.jpg", TestPhotos.photo())).isEqualTo(553);
    assertThat(camera.getReplyString()).contains("closed");
    assertRefusalIsReported("closed", "OUTSIDE_WORKING_HOURS");
    assertNothingIsKept();
  }

  @Test
  void refusesPhotosOfAWrongClockWhereThePolicySaysSo() throws Exception {
    // Given
    var camera = ingest.login("strict");
    var exif = DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss").withZone(ZoneOffset.UTC);
    var now = Instant.now();
    byte[] right = TestPhotos.withExif(exif.format(now), null, "+00:00");
    byte[] wrong = TestPhotos.withExif(exif.format(now.minusSeconds(3600)), null, "+00:00");
    // When
    int rightReply = store(camera, "right.jpg", right);
    int wrongReply = store(camera, "wrong.jpg", wrong);
    // Then
    assertThat(rightReply).isEqualTo(226);
    assertThat(wrongReply).isEqualTo(553);
    assertRefusalIsReported("strict", "CLOCK_SKEW");
    await().atMost(SOON).until(() -> ingest.analyzer().taken().size() == 1);
    var given = ingest.analyzer().taken().get(0).photo();
    assertThat(given.source()).isEqualTo(CaptureSource.EXIF);
    assertThat(given.capturedAt()).isEqualTo(now.truncatedTo(ChronoUnit.SECONDS));
  }

  @Test
  void throwsTheMarkersOfRecordersAway() throws Exception {
    var camera = ingest.login("till-1");
    assertThat(store(camera, "2026-11-24/DVRWorkDirectory", new byte[0])).isEqualTo(226);
    assertNothingIsKept();
  }

  @Test
  void takesPhotosOfManySessionsAtOnce() throws Exception {
    // Given
    var uploads = new ArrayList<Callable<Integer>>();
    for (int session = 0; session < 8; session++) {
      var name = session % 2 == 0 ? "till-1" : "till-2";
      uploads.add(
          () -> {
            var camera = ingest.login(name);
            int stored = 0;
            for (int photo = 0; photo < 10; photo++) {
              stored += store(camera, "same-name.jpg", TestPhotos.photo()) == 226 ? 1 : 0;
            }
            return stored;
          });
    }
    var threads = Executors.newFixedThreadPool(uploads.size());
    // When
    int stored = 0;
    for (var upload : threads.invokeAll(uploads)) {
      stored += upload.get();
    }
    threads.shutdown();
    // Then
    assertThat(stored).isEqualTo(80);
    await().atMost(SOON).until(() -> ingest.analyzer().taken().size() == 80);
    await().atMost(SOON).until(() -> ingest.waiting().isEmpty());
    assertThat(ingest.meter("storelens.ingest.spool.depth")).isZero();
  }

  @Test
  void hangsUpOnAStrangersDataConnectionAndWaitsForTheCamera() throws Exception {
    try (var camera = raw("till-1")) {
      // Given
      byte[] photo = TestPhotos.photo();
      int port = camera.dataPort();
      var stranger = camera.connect(port, "127.0.0.2");
      camera.write("STOR a.jpg");
      // When
      var data = camera.connect(port, "127.0.0.1");
      data.getOutputStream().write(photo);
      data.close();
      // Then
      assertThat(camera.reply()).startsWith("150");
      assertThat(camera.reply()).startsWith("226");
      assertThat(stranger.getInputStream().read()).isEqualTo(-1);
    }
  }

  private RawCamera raw(String camera) throws IOException {
    return RawCamera.login("127.0.0.1", ingest.port(), camera);
  }

  private static int store(FTPClient camera, String name, byte[] photo) throws IOException {
    camera.storeFile(name, new ByteArrayInputStream(photo));
    return camera.getReplyCode();
  }

  private void awaitTransfers(int transfers) {
    await().atMost(SOON).until(() -> ingest.meter("storelens.ingest.transfers") == transfers);
  }

  private void assertNothingIsKept() {
    assertThat(ingest.waiting()).isEmpty();
    assertThat(ingest.analyzer().given()).isEmpty();
  }

  private void assertRefusalIsReported(String camera, String reason) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        ingest.analyzer().reports().values().stream()
                            .flatMap(report -> report.getJsonArray("refusals").stream())
                            .map(Object::toString)
                            .toList())
                    .anySatisfy(
                        refusal ->
                            assertThat(refusal)
                                .contains(List.of("\"" + camera + "\"", "\"" + reason + "\""))
                                .contains("\"photos\":1")));
    await().atMost(SOON).until(() -> ingest.files("refusals").isEmpty());
  }
}
