package io.storelens.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import io.storelens.contract.store.OpeningHours;
import io.storelens.contract.store.WorkingHours;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CameraSimulatorTest {
  /** 12:30 in Paris, 22:30 in Melbourne. */
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-26T11:30:00Z"), ZoneOffset.UTC);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static ScenePool scenes;

  private final List<Upload> uploads = new CopyOnWriteArrayList<>();
  private RecordingFtpServer server;

  @BeforeAll
  static void makeScenes() {
    scenes = new ScenePool(3, 1);
  }

  @AfterAll
  static void closeScenes() {
    scenes.close();
  }

  @BeforeEach
  void startServer() throws IOException {
    server = new RecordingFtpServer();
  }

  @AfterEach
  void stopServer() throws IOException {
    server.close();
  }

  @Test
  void uploadsAsCamerasDo() throws Exception {
    // Given
    var shot = new Shot(camera("paris-1", "Europe/Paris"), NOON.instant());
    // When
    try (var simulator = simulator(shot.camera())) {
      simulator.backfill(List.of(shot), 1);
    }
    // Then
    assertThat(server.commands)
        .containsExactly(
            "USER paris-1", "PASS right", "TYPE I", "PASV", "STOR " + shot.fileName(), "QUIT");
    assertThat(shot.fileName()).contains("_20261126123000000_");
  }

  @Test
  void makesThePathOfItsFolderWhenItIsMissing() throws Exception {
    // Given
    var plain = camera("paris-1", "Europe/Paris");
    var camera =
        new SimulatedCamera(
            plain.name(),
            plain.store(),
            plain.hours(),
            plain.username(),
            plain.password(),
            FileNaming.REOLINK,
            "paris/checkout-1",
            Optional.empty());
    // When: the server knows no folder, before and after
    try (var simulator = simulator(camera)) {
      simulator.backfill(List.of(new Shot(camera, NOON.instant())), 1);
    }
    // Then
    assertThat(server.commands).containsSequence("CWD paris", "MKD paris", "CWD paris");
    assertThat(uploads.get(0).path()).isEqualTo("paris/checkout-1/paris-1_00_20261126123000.jpg");
    assertThat(uploads.get(0).failure()).hasValue("CWD: 550 missing");
  }

  @Test
  void countsWhatWasAcknowledgedAndWhoIsOnIt() throws Exception {
    // Given
    var cameras =
        IntStream.range(0, 3).mapToObj(n -> camera("paris-" + n, "Europe/Paris")).toList();
    var shots =
        IntStream.range(0, 12)
            .mapToObj(n -> new Shot(cameras.get(n % 3), NOON.instant().minusMillis(n)))
            .toList();
    // When
    UploadTally tally;
    try (var simulator = simulator(cameras.toArray(SimulatedCamera[]::new))) {
      simulator.backfill(shots, 3);
      tally = simulator.tally();
    }
    // Then
    assertThat(tally.attempted()).isEqualTo(12);
    assertThat(tally.acknowledged()).isEqualTo(12);
    assertThat(tally.failed()).isZero();
    assertThat(tally.customersOfAnyGender())
        .isEqualTo(uploads.stream().mapToLong(upload -> upload.customers().size()).sum())
        .isGreaterThanOrEqualTo(12);
    assertThat(server.photos).hasSize(12);
    assertThat(server.photos.values().stream().map(Arrays::hashCode).distinct()).hasSize(12);
    assertThat(tally.acknowledgedBytes())
        .isEqualTo(server.photos.values().stream().mapToLong(photo -> photo.length).sum());
  }

  @Test
  void writesTheCamerasTimeAndSerialNumberIntoThePhoto() throws Exception {
    // Given
    var shot = new Shot(camera("paris-1", "Europe/Paris"), NOON.instant());
    // When
    try (var simulator = simulator(shot.camera())) {
      simulator.backfill(List.of(shot), 1);
    }
    // Then
    var photo = server.photos.get(shot.fileName());
    var exif =
        ImageMetadataReader.readMetadata(new ByteArrayInputStream(photo))
            .getFirstDirectoryOfType(ExifSubIFDDirectory.class);
    assertThat(exif.getDateOriginal().toInstant()).isEqualTo(NOON.instant());
    assertThat(exif.getString(ExifSubIFDDirectory.TAG_BODY_SERIAL_NUMBER)).startsWith("SL-");
  }

  @Test
  void saysWhyAPhotoWasNotAcknowledged() throws Exception {
    // Given
    server.storeReply = "452 the disk is full";
    var right = camera("paris-1", "Europe/Paris");
    var wrong = SimulatedCamera.of("paris-2", "paris", right.hours(), "paris-2", "wrong");
    // When
    UploadTally tally;
    try (var simulator = simulator(right, wrong)) {
      simulator.backfill(
          List.of(new Shot(right, NOON.instant()), new Shot(wrong, NOON.instant())), 1);
      tally = simulator.tally();
    }
    // Then
    assertThat(tally.acknowledged()).isZero();
    assertThat(tally.customersOfAnyGender()).isZero();
    assertThat(tally.failures())
        .containsOnlyKeys("STOR: 452 the disk is full", "login: 530 not in");
  }

  @Test
  void uploadsFromOpenStoresAtTheRateAskedFor() {
    // Given
    var open = camera("paris-1", "Europe/Paris");
    var closed = camera("melbourne-1", "Australia/Melbourne");
    // When
    long begun = System.nanoTime();
    try (var simulator = simulator(open, closed)) {
      simulator.start(20);
      await().atMost(PATIENCE).until(() -> simulator.tally().acknowledged() >= 20);
    }
    // Then
    assertThat(uploads).extracting(upload -> upload.shot().camera().name()).containsOnly("paris-1");
    // Twenty arrivals at 20 a second take 1 s; in a third of it they come once in a million times.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(333));
    assertThat(uploads).allSatisfy(upload -> assertThat(upload.acknowledged()).isTrue());
  }

  @Test
  void startsOnceOnly() {
    try (var simulator = simulator(camera("melbourne-1", "Australia/Melbourne"))) {
      simulator.start(1);
      assertThatThrownBy(() -> simulator.start(1)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void tellsNoPassword() {
    assertThat(camera("paris-1", "Europe/Paris")).asString().doesNotContain("right");
  }

  private CameraSimulator simulator(SimulatedCamera... cameras) {
    return new CameraSimulator(
        List.of(cameras), server.host(), server.port(), scenes, NOON, 1, uploads::add);
  }

  private static SimulatedCamera camera(String name, String zone) {
    var hours =
        new WorkingHours(
            ZoneId.of(zone),
            List.of(new OpeningHours(EnumSet.allOf(DayOfWeek.class), "08:00", "20:00")),
            Set.of());
    return SimulatedCamera.of(name, "store", hours, name, "right");
  }
}
