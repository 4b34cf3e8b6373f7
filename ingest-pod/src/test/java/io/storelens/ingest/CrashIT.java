package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storelens.ingest.spool.StoreSteps;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An ingest that ends in the midst of its work, wherever that is: what was acknowledged is counted,
 * what was not is sent again by its camera, and nothing is counted twice.
 */
class CrashIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int PHOTOS = 6;
  private static final int FATAL = 4;

  @TempDir Path root;
  private IngestFixture around;
  private ChildIngest ingest;
  private final List<byte[]> photos = new ArrayList<>();

  @BeforeEach
  void writeDirectory() {
    around = new IngestFixture(root).cameras(TestCameras.camera("till-1"));
    around.analyzer().retryAfter("0");
    for (int photo = 0; photo < PHOTOS; photo++) {
      photos.add(TestPhotos.photo());
    }
  }

  @AfterEach
  void endIngest() throws InterruptedException {
    if (ingest != null) {
      ingest.kill();
    }
    around.close();
  }

  @ParameterizedTest
  @EnumSource(StoreSteps.Step.class)
  void losesNoAcknowledgedPhotoWhenItEndsBefore(StoreSteps.Step step) throws Exception {
    // Given
    around.analyzer().answerPhotosWith(503);
    int port = start(step.name(), Integer.toString(FATAL));
    // When
    var acknowledged = uploadUntilTheEnd(port, photos);
    // Then
    assertThat(ingest.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(ingest.process().exitValue()).isEqualTo(HaltingIngest.STATUS);
    assertThat(acknowledged).hasSize(FATAL - 1);
    assertEverythingIsCountedOnce(acknowledged);
  }

  @ParameterizedTest
  @EnumSource(value = StoreSteps.Step.class, mode = EnumSource.Mode.EXCLUDE, names = "SYNC_FOLDER")
  void losesNoAcknowledgedPhotoWhenItEndsWithAFileThatIsUsedAgain(StoreSteps.Step step)
      throws Exception {
    // Given: the files of the first photos are free again
    int port = start(step.name(), Integer.toString(FATAL));
    var acknowledged = uploadUntilTheEnd(port, photos.subList(0, FATAL - 1));
    await().atMost(SOON).until(() -> around.waiting().isEmpty());
    // When
    acknowledged.addAll(uploadUntilTheEnd(port, photos.subList(FATAL - 1, photos.size())));
    // Then
    assertThat(ingest.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(around.files("photos")).hasSizeLessThan(FATAL);
    assertThat(acknowledged).hasSize(FATAL - 1);
    assertEverythingIsCountedOnce(acknowledged);
  }

  @Test
  void losesNoAcknowledgedPhotoWhenItIsKilledAfterTheReply() throws Exception {
    around.analyzer().answerPhotosWith(503);
    int port = start();
    var acknowledged = uploadUntilTheEnd(port, photos.subList(0, FATAL));
    ingest.kill();
    assertThat(acknowledged).hasSize(FATAL);
    assertEverythingIsCountedOnce(acknowledged);
  }

  @Test
  void losesNoAcknowledgedPhotoWhenItIsKilledInTheMidstOfOthers() throws Exception {
    // Given
    around.analyzer().answerPhotosWith(503);
    int port = start();
    var acknowledged = uploadUntilTheEnd(port, photos.subList(0, FATAL));
    try (var half = RawCamera.login("127.0.0.1", port, "till-1");
        Socket data = half.data()) {
      assertThat(half.send("STOR half.jpg")).startsWith("150");
      // More than waits in memory until a photo is whole.
      data.getOutputStream().write(TestPhotos.photo(3000), 0, 2_500_000);
      await().atMost(SOON).until(() -> around.waiting().size() > FATAL);
      // When
      ingest.kill();
    }
    // Then
    assertThat(around.waiting()).hasSize(FATAL + 1);
    assertEverythingIsCountedOnce(acknowledged);
    assertThat(around.waiting()).isEmpty();
  }

  /** Starts it again, first alone with what it has, then with the cameras. */
  private void assertEverythingIsCountedOnce(Set<Buffer> acknowledged) throws Exception {
    around.analyzer().answerPhotosWith(200);
    int port = start();
    await().atMost(SOON).until(() -> taken().containsAll(acknowledged));
    var missing =
        photos.stream().filter(photo -> !acknowledged.contains(Buffer.buffer(photo))).toList();
    assertThat(uploadUntilTheEnd(port, missing)).hasSize(missing.size());
    await().atMost(SOON).until(() -> around.waiting().isEmpty());
    assertThat(taken()).isEqualTo(new HashSet<>(photos.stream().map(Buffer::buffer).toList()));
    assertThat(around.analyzer().taken().stream().map(given -> given.photo().id()).distinct())
        .hasSize(PHOTOS);
    assertThat(around.waiting()).isEmpty();
    assertThat(around.files("aside")).isEmpty();
  }

  private Set<Buffer> taken() {
    var taken = new HashSet<Buffer>();
    around.analyzer().taken().forEach(given -> taken.add(given.jpeg()));
    return taken;
  }

  /** A camera that connects for each photo; ends when there is nobody to connect to. */
  private static Set<Buffer> uploadUntilTheEnd(int port, List<byte[]> photos) {
    var acknowledged = new HashSet<Buffer>();
    for (byte[] photo : photos) {
      var camera = new FTPClient();
      try {
        camera.connect("127.0.0.1", port);
        camera.login("till-1", TestCameras.PASSWORD);
        camera.enterLocalPassiveMode();
        camera.setFileType(FTP.BINARY_FILE_TYPE);
        if (camera.storeFile("photo.jpg", new ByteArrayInputStream(photo))) {
          acknowledged.add(Buffer.buffer(photo));
        }
        camera.disconnect();
      } catch (IOException gone) {
        return acknowledged;
      }
    }
    return acknowledged;
  }

  private int start(String... halt) throws IOException {
    ingest = ChildIngest.start(root, around.analyzer().uri(), List.of(), "WARN", halt);
    return ingest.port();
  }
}
