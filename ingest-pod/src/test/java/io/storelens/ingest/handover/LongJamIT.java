package io.storelens.ingest.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storelens.contract.config.IngestConfig;
import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.handover.Photo;
import io.storelens.ingest.FakeAnalyzer;
import io.storelens.ingest.TestPhotos;
import io.storelens.ingest.spool.PhotoFile;
import io.storelens.ingest.spool.Spool;
import io.storelens.ingest.spool.SpoolWalks;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More photos wait than memory may hold. */
class LongJamIT {
  private static final int MOST_KNOWN = 40;
  private static final int WAITING = 200;

  @TempDir Path folder;

  @Test
  void handsOverManyMorePhotosThanMemoryHolds() throws Exception {
    var vertx = Vertx.vertx();
    var walker = Executors.newSingleThreadScheduledExecutor();
    try (var analyzer = new FakeAnalyzer(vertx);
        var spool = Spool.open(folder, new SimpleMeterRegistry())) {
      // Given
      analyzer.answerPhotosWith(503);
      analyzer.retryAfter("0");
      var config = IngestConfig.from(Map.of("INGEST_ANALYZERS", analyzer.uri().toString()));
      var handover = new Handover(config, spool, new SimpleMeterRegistry(), MOST_KNOWN);
      vertx.deployVerticle(handover).await();
      for (int photo = 0; photo < WAITING; photo++) {
        handover.give(keep(spool));
      }
      assertThat(handover.known()).isBetween(1, MOST_KNOWN);
      // When
      analyzer.answerPhotosWith(200);
      new SpoolWalks(spool, handover::found, handover::wantsMore).start(walker);
      // Then
      await().atMost(Duration.ofSeconds(60)).until(() -> spool.depth() == 0);
      assertThat(analyzer.taken()).hasSize(WAITING);
      await().atMost(Duration.ofSeconds(5)).until(() -> handover.known() == 0);
    } finally {
      walker.shutdownNow();
      vertx.close().await();
    }
  }

  private static PhotoFile keep(Spool spool) throws IOException {
    try (var photo = spool.receive("till-1")) {
      photo.write(ByteBuffer.wrap(TestPhotos.photo(8)));
      var now = Instant.now();
      return spool
          .keep(
              photo,
              new Photo(
                  photo.id(),
                  "till-1",
                  "paris-001",
                  "eu-west",
                  now,
                  now,
                  CaptureSource.ARRIVAL,
                  Optional.empty()))
          .orElseThrow();
    }
  }
}
