package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storelens.contract.directory.PasswordHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to logins and uploads when the camera directory changes. */
class DirectoryIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path root;
  private IngestFixture ingest;

  @BeforeEach
  void prepareIngest() {
    ingest = new IngestFixture(root);
  }

  @AfterEach
  void stopIngest() {
    ingest.close();
  }

  @Test
  void letsNewCamerasInAndRemovedOnesNoMore() throws IOException {
    // Given
    ingest.cameras(TestCameras.camera("old")).start();
    var old = ingest.login("old");
    // When
    ingest.cameras(TestCameras.camera("new"));
    // Then
    await().atMost(SOON).until(() -> canLogIn("new"));
    assertThat(canLogIn("old")).isFalse();
    assertThat(old.storeFile("a.jpg", new ByteArrayInputStream(TestPhotos.photo()))).isFalse();
    assertThat(old.getReplyCode()).isEqualTo(530);
  }

  @Test
  void forgetsAPasswordThatWasChanged() throws IOException {
    // Given
    ingest.cameras(TestCameras.camera("till-1")).start();
    assertThat(canLogIn("till-1")).isTrue();
    // When
    ingest.cameras(TestCameras.withPassword("till-1", PasswordHash.of("another", 100)));
    // Then
    await().atMost(SOON).until(() -> !canLogIn("till-1"));
  }

  @Test
  void keepsTheLastGoodDirectoryWhileAFileIsHalfWritten() throws IOException {
    // Given
    ingest.cameras(TestCameras.camera("till-1")).start();
    assertThat(ingest.health().problems()).isEmpty();
    // When
    var shard = root.resolve("cameras/cameras-07.json");
    Files.writeString(shard, "{\"cameras\": [{\"camera\": \"ti");
    // Then
    await().atMost(SOON).until(() -> ingest.health().problems().containsKey("cameras"));
    assertThat(ingest.health().problems().get("cameras")).contains("cameras-07.json");
    assertThat(canLogIn("till-1")).isTrue();
    Files.writeString(shard, "{\"cameras\": []}");
    await().atMost(SOON).until(() -> ingest.health().problems().isEmpty());
  }

  @Test
  void asksCamerasToComeBackWhileThereIsNoDirectory() throws IOException {
    // Given
    ingest.start();
    assertThat(ingest.health().problems()).containsKey("cameras");
    try (var camera = new RawCamera("127.0.0.1", ingest.port())) {
      camera.reply();
      camera.send("USER till-1");
      assertThat(camera.send("PASS " + TestCameras.PASSWORD)).startsWith("421");
    }
    // When
    ingest.cameras(TestCameras.camera("till-1"));
    // Then
    await().atMost(SOON).until(() -> ingest.health().problems().isEmpty());
    assertThat(canLogIn("till-1")).isTrue();
  }

  private boolean canLogIn(String username) throws IOException {
    var client = ingest.connect();
    try {
      return client.login(username, TestCameras.PASSWORD);
    } finally {
      client.disconnect();
    }
  }
}
