package io.storelens.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything is killed while cameras upload, and every photo with a 226 is counted exactly once.
 */
class KilledDuringUploadsE2E {
  private static final int PHOTOS = 200;

  @TempDir private Path folder;

  @Test
  void countsEveryAcknowledgedPhotoOnceAfterKills() throws Exception {
    var config = StoreFolder.write(folder.resolve("config"), 200, 100);
    var uploads = new ParallelUploads(PHOTOS);
    try (var storelens = new StorelensProcess(config, folder)) {
      storelens.start();
      uploads.until(storelens, 60, storelens::kill);
      storelens.start();
      uploads.until(storelens, 140, storelens::killWithDatabase);
      int survivors = uploads.acknowledged();

      storelens.start();

      // What was acknowledged is there without another upload; more only where a 226 was lost.
      await("photos that wait are counted")
          .atMost(Duration.ofMinutes(1))
          .until(() -> Summary.of(storelens).photos() >= survivors);
      assertThat(Summary.of(storelens).photos())
          .isBetween(survivors, survivors + 2 * ParallelUploads.CAMERAS);

      // Cameras send again what got no 226: then all are counted, and none twice.
      uploads.until(storelens, PHOTOS, () -> {});
      await("all photos are counted")
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(Summary.of(storelens).photos()).isEqualTo(PHOTOS));
      assertThat(Summary.of(storelens)).isEqualTo(new Summary(PHOTOS, 0, PHOTOS, PHOTOS, 0));
      assertThat(storelens.stop()).as("exit status of an orderly stop").isEqualTo(143);
    }
  }
}
