package io.storelens.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storelens.embedded.database.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is away for a while, and cameras upload all the time. */
class DatabaseOutageE2E {
  private static final int PHOTOS = 160;

  @TempDir private Path folder;

  @Test
  void countsEveryPhotoOnceWhenTheDatabaseIsBack() throws Exception {
    var config = StoreFolder.write(folder.resolve("config"), 200, 100);
    var place = folder.resolve("database");
    var uploads = new ParallelUploads(PHOTOS);
    var first = EmbeddedDatabase.start(place, words -> {});
    var database = first;
    try (var storelens = new StorelensProcess(config, folder)) {
      storelens.start("--database", database.jdbcUrl());
      int port = database.port();

      // It goes in the midst of uploads, and they go on without it.
      uploads.until(storelens, 40, first::close);
      int without = uploads.acknowledged();
      assertThat(without).isEqualTo(PHOTOS);
      database = EmbeddedDatabase.start(place, port, words -> {});

      await("all photos are counted")
          .atMost(Duration.ofMinutes(2))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(Summary.of(storelens).photos()).isEqualTo(PHOTOS));
      await("nothing waits any more")
          .atMost(Duration.ofSeconds(30))
          .until(() -> storelens.metric("storelens_ingest_spool_depth") == 0);
      assertThat(Summary.of(storelens)).isEqualTo(new Summary(PHOTOS, 0, PHOTOS, PHOTOS, 0));
    } finally {
      database.close();
    }
  }
}
