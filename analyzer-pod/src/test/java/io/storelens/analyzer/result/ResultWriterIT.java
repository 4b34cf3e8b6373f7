package io.storelens.analyzer.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storelens.analyzer.AnalyzerDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultWriterIT {
  private static final String CELL = "(gender * 7 + age_band) * 8 + mood + 1";

  private static final String EMPTY =
      "truncate photo, face_observation, store_day, store_month, store_hour,"
          + " store_month_hour, store_refusal_day, store_refusal_month, region_day, region_hour,"
          + " region_refusal_day, camera_hour, camera_refusal, store_past_hour";

  private static AnalyzerDatabase server;
  private Pod pod;
  private Pod otherPod;

  /** What an analyzer pod writes with. */
  private static final class Pod implements AutoCloseable {
    private final Database database = new Database(server.config());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ResultWriter writer =
        new ResultWriter(database, Clock.systemUTC(), new ResultMetrics(meters));

    @Override
    public void close() {
      writer.close();
      database.close();
    }
  }

  @BeforeAll
  static void startDatabase(@TempDir Path folder) throws Exception {
    server = AnalyzerDatabase.start(folder.resolve("database"));
    server.store("paris", "Europe/Paris");
    server.store("new-york", "America/New_York");
    server.store("lord-howe", "Australia/Lord_Howe");
    server.store("kathmandu", "Asia/Kathmandu");
  }

  @AfterAll
  static void stopDatabase() {
    server.close();
  }

  @BeforeEach
  void startPods() {
    pod = new Pod();
    otherPod = new Pod();
    for (Pod started : List.of(pod, otherPod)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> started.database.problem().isEmpty());
    }
  }

  @AfterEach
  void stopPods() throws SQLException {
    pod.close();
    otherPod.close();
    server.execute(EMPTY);
  }

  @Test
  void rollUpsEqualTheFactsAfterRandomPhotosOfTwoPods() throws Exception {
    // Given
    var random = new RandomOutcomes(7, List.of("paris", "new-york", "lord-howe", "kathmandu"));
    var outcomes = new ArrayList<Outcome>();
    for (int i = 0; i < 600; i++) {
      outcomes.add(random.next(Instant.parse("2026-10-01T00:00:00Z")));
    }
    // When: both pods get each photo, in another order
    var receipts = new ArrayList<CompletableFuture<Receipt>>();
    for (int i = 0; i < outcomes.size(); i++) {
      receipts.add(pod.writer.write(outcomes.get(i)));
      receipts.add(otherPod.writer.write(outcomes.get(outcomes.size() - 1 - i)));
    }
    // Then
    assertThat(receipts.stream().map(CompletableFuture::join))
        .containsOnly(Receipt.COUNTED, Receipt.REPEATED)
        .filteredOn(Receipt.COUNTED::equals)
        .hasSize(outcomes.size());
    assertThat(server.value("select count(*) > 500 from face_observation")).isEqualTo("t");
    assertSame(
        """
        select store_id, (captured_at at time zone time_zone)::date as day, %s as cell, count(*) as n
        from face_observation join store using (store_id) group by 1, 2, 3
        """
            .formatted(CELL),
        """
        select store_id, day, cell, n from store_day, unnest(counts) with ordinality as c(n, cell)
        where n > 0
        """);
    assertSame(
        """
        select store_id, date_trunc('month', captured_at at time zone time_zone)::date, %s, count(*)
        from face_observation join store using (store_id) group by 1, 2, 3
        """
            .formatted(CELL),
        """
        select store_id, month, cell, n
        from store_months, unnest(counts) with ordinality as c(n, cell) where n > 0
        """);
    assertSame(
        """
        select store_id, (captured_at at time zone time_zone)::date,
          extract(hour from captured_at at time zone time_zone)::int, count(*),
          count(*) filter (where gender = 0), count(*) filter (where gender = 1),
          count(*) filter (where gender = 2)
        from face_observation join store using (store_id) group by 1, 2, 3
        """,
        """
        select store_id, day, hour_of_day::int, sum(customers), sum(female), sum(male), sum(unknown)
        from store_hour where customers > 0 group by 1, 2, 3
        """);
    assertSame(
        """
        select store_id, (captured_at at time zone time_zone)::date, count(*)
        from photo join camera using (camera_id) join store using (store_id)
        where refused is null group by 1, 2
        """,
        "select store_id, day, photos from store_day");
    assertSame(
        """
        select region_id, day, sum(photos), sum(customers), sum(below_requirements),
          sum((select count(*) from store_hour h where (h.store_id, h.day) = (d.store_id, d.day))),
          array_sum(counts)
        from store_day d join store using (store_id) group by 1, 2
        """,
        "select * from region_day");
    assertSame(
        """
        select region_id, day, hour_of_day, sum(photos), sum(customers), sum(female), sum(male),
          sum(unknown), count(*)
        from store_hour join store using (store_id) group by 1, 2, 3
        """,
        "select * from region_hour");
    assertSame(
        """
        select store_id, date_trunc('month', day)::date, extract(isodow from day)::int, hour_of_day,
          sum(customers), count(*)
        from store_hour group by 1, 2, 3, 4
        """,
        """
        select store_id, month, weekday, hour_of_day, sum(customers), sum(covered_hours)
        from store_month_hours group by 1, 2, 3, 4
        """);
    assertRefusalsEqualThePhotos();
    assertSame(
        "select camera_id, count(*) from photo where refused is null group by 1",
        "select camera_id, sum(photos) from camera_hour group by 1");
    assertSame(
        "select camera_id, count(*) from face_observation group by 1",
        "select camera_id, sum(customers) from camera_hour group by 1");
    assertSame(
        "select camera_id, refused, count(*) from photo where refused is not null group by 1, 2",
        "select camera_id, reason, sum(photos) from camera_refusal group by 1, 2");
    assertSame(
        """
        select sum(faces) from camera_hour
        """,
        """
        select sum(customers + below_size + below_eye_distance + below_pose + below_exposure
          + below_sharpness + below_untold) from camera_hour
        """);
    assertSame(
        "select sum(customers), sum(below_requirements) from store_months",
        "select sum(customers), sum(faces - customers) from camera_hour");
  }

  @Test
  void keepsTheDayOf25HoursRight() throws Exception {
    // Given: in Paris 02:00 to 03:00 comes twice on 25 October 2026
    var random = new RandomOutcomes(1, List.of("paris"));
    var times =
        List.of(
            "2026-10-24T22:00:00Z", // the day's first second
            "2026-10-25T00:30:00Z", // 02:30 summer time
            "2026-10-25T01:30:00Z", // 02:30 winter time
            "2026-10-25T22:59:59Z", // the day's last second
            "2026-10-25T23:00:00Z"); // the next day
    // When
    times.stream()
        .map(time -> random.photo("paris", Instant.parse(time)))
        .map(photo -> pod.writer.write(RandomOutcomes.analyzed(photo, List.of())))
        .toList()
        .forEach(CompletableFuture::join);
    // Then
    assertThat(server.rows("select day, photos from store_day order by day"))
        .containsExactly("2026-10-25 4", "2026-10-26 1");
    assertThat(
            server.rows(
                "select hour at time zone 'UTC', day, hour_of_day, photos from store_hour"
                    + " order by hour"))
        .containsExactly(
            "2026-10-24 22:00:00 2026-10-25 0 1",
            "2026-10-25 00:00:00 2026-10-25 2 1",
            "2026-10-25 01:00:00 2026-10-25 2 1",
            "2026-10-25 22:00:00 2026-10-25 23 1",
            "2026-10-25 23:00:00 2026-10-26 0 1");
  }

  @Test
  void writesTheOthersOfABatchWhenTheDatabaseRefusesOne() throws Exception {
    // Given: a time that PostgreSQL can't hold
    var random = new RandomOutcomes(2, List.of("paris"));
    var impossible =
        RandomOutcomes.analyzed(
            random.photo("paris", Instant.parse("+300000-01-01T00:00:00Z")), List.of());
    var possible = new ArrayList<Outcome>();
    for (int i = 0; i < 40; i++) {
      possible.add(
          RandomOutcomes.analyzed(
              random.photo("paris", Instant.parse("2026-11-24T11:00:00Z")), List.of()));
    }
    // When
    var before = possible.subList(0, 20).stream().map(pod.writer::write).toList();
    var refused = pod.writer.write(impossible);
    var after = possible.subList(20, 40).stream().map(pod.writer::write).toList();
    // Then
    assertThat(refused)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(NotCommittedException.class);
    assertThat(before).extracting(CompletableFuture::join).containsOnly(Receipt.COUNTED);
    assertThat(after).extracting(CompletableFuture::join).containsOnly(Receipt.COUNTED);
    assertThat(server.value("select photos from store_day")).isEqualTo("40");
  }

  @Test
  void countsPhotosOfTheSameIdInABatchOnce() throws Exception {
    // Given
    var random = new RandomOutcomes(3, List.of("paris"));
    var outcome =
        RandomOutcomes.analyzed(
            random.photo("paris", Instant.parse("2026-11-24T11:00:00Z")), List.of(random.face()));
    // When
    var receipts = new ArrayList<CompletableFuture<Receipt>>();
    for (int i = 0; i < 30; i++) {
      receipts.add(pod.writer.write(outcome));
    }
    // Then
    assertThat(receipts).extracting(CompletableFuture::join).containsOnlyOnce(Receipt.COUNTED);
    assertThat(server.value("select photos from store_day")).isEqualTo("1");
  }

  @Test
  void countsCustomersOfMoreKindsThanABatchTellsOneByOne() throws Exception {
    // Given: days that are not there yet at first, and are there then
    var random = new RandomOutcomes(11, List.of("paris"));
    var noon = Instant.parse("2026-11-20T12:00:00Z");
    for (int round = 0; round < 3; round++) {
      var receipts = new ArrayList<CompletableFuture<Receipt>>();
      // When
      for (int second = 0; second < 40; second++) {
        var faces = List.of(random.face(), random.face(), random.face());
        var photo = random.photo("paris", noon.plusSeconds(second));
        receipts.add(pod.writer.write(RandomOutcomes.analyzed(photo, faces)));
      }
      receipts.forEach(CompletableFuture::join);
    }
    // Then
    String seen = "select %s as cell, count(*) from face_observation group by 1".formatted(CELL);
    String counted =
        "select cell, n from %s, unnest(counts) with ordinality as c(n, cell) where n > 0";
    assertThat(server.rows(seen)).hasSizeGreaterThan(50);
    assertSame(seen, counted.formatted("store_day"));
    assertSame(seen, counted.formatted("region_day"));
  }

  @Test
  void gathersWhatWaitsIntoOneCommit() {
    // Given
    var random = new RandomOutcomes(4, List.of("paris"));
    var receipts = new ArrayList<CompletableFuture<Receipt>>();
    // When
    for (int i = 0; i < 256; i++) {
      receipts.add(pod.writer.write(random.next(Instant.parse("2026-11-24T11:00:00Z"))));
    }
    receipts.forEach(CompletableFuture::join);
    // Then
    var photos = pod.meters.get("storelens.analyzer.commit.photos").summary();
    assertThat(photos.totalAmount()).isEqualTo(256);
    assertThat(photos.count()).isLessThan(64);
    assertThat(photos.max()).isLessThanOrEqualTo(64);
  }

  private static void assertRefusalsEqualThePhotos() throws SQLException {
    String refused =
        """
        select %1$s, sum(f.photos) from camera_refusal f join camera using (camera_id)
          join store using (store_id) group by %2$s
        """;
    assertSame(
        refused.formatted("store_id, day", "1, 2"),
        "select store_id, day, photos from store_refusal_day");
    assertSame(
        refused.formatted("store_id, date_trunc('month', day)::date", "1, 2"),
        "select store_id, month, photos from store_refusal_month");
    assertSame(
        refused.formatted("region_id, day", "1, 2"),
        "select region_id, day, photos from region_refusal_day");
  }

  private static void assertSame(String expected, String actual) throws SQLException {
    var difference =
        "(select 'missing', x.* from (%1$s except %2$s) x) union all"
            + " (select 'too much', y.* from (%2$s except %1$s) y)";
    assertThat(server.rows(difference.formatted("(" + expected + ")", "(" + actual + ")")))
        .isEmpty();
  }
}
