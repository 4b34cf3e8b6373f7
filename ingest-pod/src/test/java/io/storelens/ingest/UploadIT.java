package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storelens.contract.directory.CaptureSource;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadIT {
  @TempDir Path root;
  private IngestFixture ingest;

  @BeforeEach
  void startIngest() {
    ingest = new IngestFixture(root).cameras(TestCameras.camera("till-1")).start();
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
    boolean stored = camera.storeFile("20261124/a.jpg", new ByteArrayInputStream(photo));
    // Then
    assertThat(camera.getReplyCode()).isEqualTo(226);
    assertThat(stored).isTrue();
    await().atMost(Duration.ofSeconds(5)).until(() -> ingest.analyzer().taken().size() == 1);
    var given = ingest.analyzer().taken().get(0);
    assertThat(given.jpeg().getBytes()).isEqualTo(photo);
    assertThat(given.photo().camera()).isEqualTo("till-1");
    assertThat(given.photo().store()).isEqualTo("paris-001");
    assertThat(given.photo().region()).isEqualTo("eu-west");
    assertThat(given.photo().source()).isEqualTo(CaptureSource.ARRIVAL);
    assertThat(given.photo().capturedAt()).isBetween(before, Instant.now());
    await().atMost(Duration.ofSeconds(5)).until(() -> ingest.files("ready").isEmpty());
    assertThat(ingest.files("incoming")).isEmpty();
  }
}
