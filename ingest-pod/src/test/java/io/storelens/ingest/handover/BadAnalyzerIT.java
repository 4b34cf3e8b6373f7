package io.storelens.ingest.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storelens.contract.config.IngestConfig;
import io.storelens.ingest.FakeAnalyzer;
import io.storelens.ingest.spool.Spool;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Analyzers that misbehave beside one that works: no photo is lost or taken for analysed. */
class BadAnalyzerIT {
  private static final int PHOTOS = 12;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(BadAnalyzer.Habit.class)
  void givesPhotosToOneThatWorksInstead(BadAnalyzer.Habit habit) throws Exception {
    var vertx = Vertx.vertx();
    try (var good = new FakeAnalyzer(vertx);
        var bad = new BadAnalyzer(habit);
        var spool = Spool.open(folder, new SimpleMeterRegistry())) {
      // Given
      good.answerPhotosWith(503);
      good.retryAfter("0");
      var config = IngestConfig.from(Map.of("INGEST_ANALYZERS", bad.uri() + "," + good.uri()));
      var handover =
          new Handover(config, spool, new SimpleMeterRegistry(), 100, Duration.ofMillis(500));
      vertx.deployVerticle(handover).await();
      // When
      for (int photo = 0; photo < PHOTOS; photo++) {
        handover.give(LongJamIT.keep(spool), Optional.empty());
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> bad.requests() > 0);
      assertThat(spool.depth()).isEqualTo(PHOTOS);
      good.answerPhotosWith(200);
      // Then
      await().atMost(Duration.ofSeconds(30)).until(() -> spool.depth() == 0);
      assertThat(good.taken().stream().map(given -> given.photo().id()).distinct()).hasSize(PHOTOS);
      assertThat(folder.resolve("aside")).isEmptyDirectory();
      await().atMost(Duration.ofSeconds(5)).until(() -> handover.known() == 0);
    } finally {
      vertx.close().await();
    }
  }
}
