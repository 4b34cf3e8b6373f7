package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storelens.contract.directory.CameraEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No analyzer works while the photos of an hour come, faster than in life. */
class AnalyzerOutageIT {
  private static final int STORES = 4;
  private static final int CAMERAS = 8;
  // 5,000 customers a day of twelve hours
  private static final int PHOTOS_A_CAMERA = STORES * 5000 / 12 / CAMERAS;
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path root;
  private IngestFixture ingest;

  @BeforeEach
  void startIngest() {
    ingest = new IngestFixture(root);
    ingest
        .cameras(
            IntStream.range(0, CAMERAS)
                .mapToObj(number -> TestCameras.camera("till-" + number))
                .toArray(CameraEntry[]::new))
        .start();
  }

  @AfterEach
  void stopIngest() {
    ingest.close();
  }

  @Test
  void handsOverEveryPhotoOfAnHourOnceWhenTheAnalyzerIsBack() throws Exception {
    // Given
    ingest.analyzer().forgetBytes();
    ingest.analyzer().answerPhotosWith(503);
    ingest.analyzer().retryAfter("1");
    int photos = CAMERAS * PHOTOS_A_CAMERA;
    var cameras = Executors.newFixedThreadPool(CAMERAS);
    try {
      // When
      List<Callable<Integer>> uploads = new ArrayList<>();
      for (int number = 0; number < CAMERAS; number++) {
        var name = "till-" + number;
        uploads.add(() -> upload(name));
      }
      int acknowledged = 0;
      for (var upload : cameras.invokeAll(uploads)) {
        acknowledged += upload.get();
      }
      assertThat(acknowledged).isEqualTo(photos);
      assertThat(ingest.meter("storelens.ingest.spool.depth")).isEqualTo(photos);
      ingest.analyzer().answerPhotosWith(200);
      // Then
      await().atMost(LONG).until(() -> ingest.meter("storelens.ingest.spool.depth") == 0);
      assertThat(ingest.analyzer().taken()).hasSize(photos);
      assertThat(ingest.analyzer().taken().stream().map(given -> given.photo().id()).distinct())
          .hasSize(photos);
    } finally {
      cameras.shutdownNow();
    }
  }

  /** How many photos of the camera were acknowledged. */
  private int upload(String name) throws IOException {
    var camera = ingest.login(name);
    int acknowledged = 0;
    for (int photo = 0; photo < PHOTOS_A_CAMERA; photo++) {
      var content = new ByteArrayInputStream(TestPhotos.photo(8));
      if (camera.storeFile(photo + ".jpg", content)) {
        acknowledged++;
      }
    }
    camera.quit();
    camera.disconnect();
    return acknowledged;
  }
}
