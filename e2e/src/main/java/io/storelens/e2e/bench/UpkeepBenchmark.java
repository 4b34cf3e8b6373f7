package io.storelens.e2e.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storelens.analyzer.provider.Face;
import io.storelens.analyzer.provider.FaceBox;
import io.storelens.analyzer.provider.Traits;
import io.storelens.analyzer.result.Database;
import io.storelens.analyzer.result.Outcome;
import io.storelens.analyzer.result.Receipt;
import io.storelens.analyzer.result.ResultMetrics;
import io.storelens.analyzer.result.ResultWriter;
import io.storelens.contract.config.DatabaseConfig;
import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.PhotoId;
import io.storelens.embedded.database.EmbeddedDatabase;
import io.storelens.operator.database.SchemaMigration;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * What the upkeep of roll-ups costs ingestion: the analyzer's writer, which keeps them, beside an
 * insertion of the same facts alone, in turn, in transactions of as many photos.
 */
public final class UpkeepBenchmark {
  /** A round takes seconds: in a shorter one, single syncs of the disk decide. */
  private static final int PHOTOS = 64 * 600;

  private static final int PHOTOS_A_COMMIT = 64;
  private static final int STORES_OF_A_REGION = 100;
  private static final int ROUNDS = 15;
  private static final Duration SPAN = Duration.ofMinutes(30);

  private static final List<Mood> MOODS = List.of(Mood.values());
  private static final List<String> FACTS =
      List.of(
          """
          insert into photo (photo_id, camera_id, captured_at, refused)
          select photo_id, camera_id, captured_at, null
          from unnest(?::bytea[], ?::text[], ?::timestamptz[]) as p(photo_id, name, captured_at)
            join camera using (name)
          on conflict do nothing
          """,
          """
          insert into face_observation (captured_at, store_id, camera_id, photo_id, face, gender,
            gender_confidence, age, age_band, mood, mood_confidence, face_size, eye_distance,
            sharpness, provider, model)
          select captured_at, store_id, camera_id, photo_id, 0, 0, 0.9, 33, 2, 1, 0.7, 220, 110, 90,
            'local', 'bench'
          from unnest(?::bytea[], ?::text[], ?::timestamptz[]) as p(photo_id, name, captured_at)
            join camera using (name)
          """);

  private final Random random = new Random(5);
  private final Connection connection;
  private final ResultWriter writer;

  /** Of a month that is not over: what comes late for another one is summed into more rows. */
  private final Instant first =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(13));

  private UpkeepBenchmark(Connection connection, ResultWriter writer) {
    this.connection = connection;
    this.writer = writer;
  }

  /** Prints the photos a second of both, round by round, and the median of their ratios. */
  public static void main(String[] arguments) throws Exception {
    var folder = Files.createTempDirectory("storelens-upkeep");
    try (var server = EmbeddedDatabase.start(folder, line -> {})) {
      var owner =
          new DatabaseConfig(
              server.jdbcUrl(), Optional.empty(), Optional.empty(), Optional.empty(), 1);
      new SchemaMigration(owner).run();
      try (var connection = DriverManager.getConnection(server.jdbcUrl());
          var database = new Database(owner.as("storelens_writer", 2));
          var writer =
              new ResultWriter(
                  database, Clock.systemUTC(), new ResultMetrics(new SimpleMeterRegistry()))) {
        connection.setAutoCommit(false);
        YearOfCustomers.places(connection);
        new UpkeepBenchmark(connection, writer).rounds();
      }
    } finally {
      ReportBenchmark.delete(folder);
    }
  }

  private void rounds() throws SQLException {
    // What runs often is compiled late.
    photosASecond(this::insertFacts);
    photosASecond(this::write);
    System.out.println("round   facts alone/s   with roll-ups/s   times the cost");
    var ratios = new ArrayList<Double>();
    for (int round = 0; round < ROUNDS; round++) {
      double alone = photosASecond(this::insertFacts);
      double kept = photosASecond(this::write);
      ratios.add(alone / kept);
      System.out.printf(
          Locale.ROOT, "%5d   %13.0f   %15.0f   %14.2f%n", round + 1, alone, kept, alone / kept);
    }
    Collections.sort(ratios);
    System.out.printf(
        Locale.ROOT, "Upkeep of roll-ups: %.2f times, median%n", ratios.get(ROUNDS / 2));
  }

  private double photosASecond(Way way) throws SQLException {
    var photos = new ArrayList<Outcome.Analyzed>();
    for (int photo = 0; photo < PHOTOS; photo++) {
      photos.add(photo());
    }
    long start = System.nanoTime();
    way.take(photos);
    return PHOTOS / ((System.nanoTime() - start) / 1e9);
  }

  private void insertFacts(List<Outcome.Analyzed> photos) throws SQLException {
    for (int first = 0; first < photos.size(); first += PHOTOS_A_COMMIT) {
      var some = photos.subList(first, first + PHOTOS_A_COMMIT);
      for (String sql : FACTS) {
        try (var statement = connection.prepareStatement(sql)) {
          var ids = some.stream().map(each -> "\\x" + each.photo().id().hex()).toArray();
          var names = some.stream().map(each -> each.photo().camera()).toArray();
          var times = some.stream().map(each -> each.photo().capturedAt().toString()).toArray();
          statement.setArray(1, connection.createArrayOf("bytea", ids));
          statement.setArray(2, connection.createArrayOf("text", names));
          statement.setArray(3, connection.createArrayOf("timestamptz", times));
          statement.executeUpdate();
        }
      }
      connection.commit();
    }
  }

  /** As many at once as make full commits, and no more than may wait. */
  private void write(List<Outcome.Analyzed> photos) {
    int atOnce = 12 * PHOTOS_A_COMMIT;
    var waiting = new ArrayList<CompletableFuture<Receipt>>();
    for (Outcome photo : photos) {
      waiting.add(writer.write(photo));
      if (waiting.size() == atOnce) {
        var first = waiting.subList(0, PHOTOS_A_COMMIT);
        first.forEach(CompletableFuture::join);
        first.clear();
      }
    }
    waiting.forEach(CompletableFuture::join);
  }

  /** One customer at one of a region's checkouts, within half an hour: as photos come. */
  private Outcome.Analyzed photo() {
    byte[] id = new byte[16];
    random.nextBytes(id);
    String store = "store-" + random.nextInt(STORES_OF_A_REGION);
    var captured = first.plusMillis(random.nextLong(SPAN.toMillis()));
    var photo =
        new Photo(
            PhotoId.of(id),
            store,
            store,
            "region-0",
            captured,
            captured.plusSeconds(2),
            CaptureSource.EXIF,
            Optional.of(captured));
    var mood = MOODS.get(random.nextInt(MOODS.size() - 1));
    var traits =
        new Traits(
            random.nextBoolean() ? Gender.FEMALE : Gender.MALE,
            OptionalDouble.of(0.9),
            random.nextDouble(80),
            mood,
            OptionalDouble.of(0.7));
    var face =
        new Face(new FaceBox(10, 20, 220, 260), 110, 90, Optional.empty(), Optional.of(traits));
    return new Outcome.Analyzed(photo, List.of(face), "local", "bench");
  }

  /** A way of writing photos. */
  @FunctionalInterface
  private interface Way {
    void take(List<Outcome.Analyzed> photos) throws SQLException;
  }
}
