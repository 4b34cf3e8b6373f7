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
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More photos wait than memory may hold. */
class LongJamIT {
  private static final int MOST_KNOWN = 40;
  private static final int WAITING = 200;
  private static final int MORE_KNOWN = 800;
  private static final int THOUSANDS = 4000;
  private static final int THOUSANDS_BYTES = 10_000;

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
      var handover =
          new Handover(
              config, spool, new SimpleMeterRegistry(), MOST_KNOWN, Duration.ofSeconds(60));
      vertx.deployVerticle(handover).await();
      for (int photo = 0; photo < WAITING; photo++) {
        handover.give(keep(spool), Optional.empty());
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

  /** Hours of an outage in seconds: on a file system in memory, where there is one. */
  @Test
  void keepsMemoryFlatWhileThousandsWait() throws Exception {
    var memory = Path.of("/dev/shm");
    var place =
        Files.isWritable(memory) ? Files.createTempDirectory(memory, "storelens-jam") : folder;
    var vertx = Vertx.vertx();
    var walker = Executors.newSingleThreadScheduledExecutor();
    var random = new Random(1);
    try (var analyzer = new FakeAnalyzer(vertx);
        var spool = Spool.open(place, new SimpleMeterRegistry())) {
      // Given
      analyzer.answerPhotosWith(503);
      analyzer.retryAfter("600");
      var config = IngestConfig.from(Map.of("INGEST_ANALYZERS", analyzer.uri().toString()));
      var handover =
          new Handover(
              config, spool, new SimpleMeterRegistry(), MORE_KNOWN, Duration.ofSeconds(60));
      vertx.deployVerticle(handover).await();
      handover.give(keep(spool, new byte[THOUSANDS_BYTES]), Optional.empty());
      long before = usedHeap();
      // When
      for (int photo = 0; photo < THOUSANDS; photo++) {
        byte[] content = new byte[THOUSANDS_BYTES];
        random.nextBytes(content);
        handover.give(keep(spool, content), Optional.empty());
      }
      // Then
      long grown = usedHeap() - before;
      assertThat(spool.depth()).isEqualTo(THOUSANDS + 1);
      assertThat(grown).isLessThan(THOUSANDS * (long) THOUSANDS_BYTES / 4);
      try (var next = new FakeAnalyzer(vertx)) {
        next.forgetBytes();
        var restarted =
            new Handover(
                IngestConfig.from(Map.of("INGEST_ANALYZERS", next.uri().toString())),
                spool,
                new SimpleMeterRegistry(),
                MORE_KNOWN,
                Duration.ofSeconds(60));
        vertx.deployVerticle(restarted).await();
        new SpoolWalks(spool, restarted::found, restarted::wantsMore).start(walker);
        await().atMost(Duration.ofMinutes(3)).until(() -> spool.depth() == 0);
        assertThat(next.taken().stream().map(given -> given.photo().id()).distinct())
            .hasSize(THOUSANDS + 1);
      }
    } finally {
      walker.shutdownNow();
      vertx.close().await();
      if (!place.equals(folder)) {
        delete(place);
      }
    }
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  static PhotoFile keep(Spool spool) throws IOException {
    return keep(spool, TestPhotos.photo(8));
  }

  private static PhotoFile keep(Spool spool, byte[] content) throws IOException {
    try (var photo = spool.receive().of("till-1")) {
      photo.write(ByteBuffer.wrap(content));
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
