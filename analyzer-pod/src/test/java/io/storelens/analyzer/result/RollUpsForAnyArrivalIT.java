package io.storelens.analyzer.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storelens.analyzer.AnalyzerDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Roll-ups are what the photos make of them, in whatever order and however often those come. */
class RollUpsForAnyArrivalIT {
  private static final String EMPTY =
      "truncate photo, face_observation, store_day, store_month, store_hour, store_month_hour,"
          + " store_refusal_day, store_refusal_month, region_day, region_hour, region_refusal_day,"
          + " camera_hour, camera_refusal, store_past_day, store_past_hour,"
          + " region_past_day, store_first_day";

  private static final String OPEN_ALL =
      "update closed_months set before = date '2026-09-01', days_before = date '2026-09-01'";

  /** By what reports read: whether a month is closed must not be seen. */
  private static final List<String> ROLL_UPS =
      List.of(
          "select 'day', t::text from store_day t",
          "select 'month', t::text from store_months t",
          "select 'day by group', t::text from store_days t",
          "select 'month by group', t::text from store_months_by_group t",
          "select 'region day by group', t::text from region_days t",
          "select 'first day', t::text from store_first_day t",
          "select 'hour', t::text from store_hour t",
          """
          select 'hours', store_id, month, weekday, hour_of_day, sum(customers), sum(covered_hours)
          from store_month_hours group by 2, 3, 4, 5
          """,
          """
          select 'hour of day', store_id, day, hour_of_day, sum(customers), sum(covered_hours)
          from store_hours_of_day group by 2, 3, 4
          """,
          "select 'region day', t::text from region_day t",
          "select 'region hour', t::text from region_hour t",
          "select 'refusals', t::text from store_refusal_day t",
          "select 'refusals of months', t::text from store_refusal_month t",
          "select 'refusals of regions', t::text from region_refusal_day t");

  /** Days whose sums by group are not those of their single cells. */
  private static final String GROUPS_UNLIKE_COUNTS =
      """
      select count(*)
      from store_days g join store_day d using (store_id, day),
        lateral (
          select sum(n) filter (where (i - 1) / 56 = 0 and (i - 1) / 8 % 7 = 2) as female_25_34,
                 sum(n) filter (where (i - 1) / 56 = 1 and (i - 1) / 8 % 7 = 6) as male_65_up,
                 sum(n) filter (where (i - 1) % 8 = 1) as happiness
          from unnest(d.counts) with ordinality as c (n, i)
        ) c
      where (g.female_25_34, g.male_65_up, g.mood_happiness)
        is distinct from (c.female_25_34, c.male_65_up, c.happiness)
      """;

  private static final int PHOTOS = 160;

  private static Path folder;
  private static AnalyzerDatabase server;
  private static final List<ResultWriter> WRITERS = new ArrayList<>();
  private static final List<Database> CONNECTIONS = new ArrayList<>();
  private static final List<Outcome> PHOTOS_IN_ORDER = new ArrayList<>();
  private static List<String> expected;

  /** Something that happens between the first photo and the last. */
  private enum Event {
    SOME_PHOTOS,
    SOME_PHOTOS_AT_ANOTHER_POD,
    ALL_SO_FAR_AGAIN,
    OLD_FACES_ARE_DROPPED,
    A_MONTH_IS_CLOSED
  }

  @BeforeContainer
  static void countInOrder() throws Exception {
    folder = Files.createTempDirectory("any-arrival");
    server = AnalyzerDatabase.start(folder.resolve("database"));
    var stores = List.of("paris", "new-york", "kathmandu");
    var zones = List.of("Europe/Paris", "America/New_York", "Asia/Kathmandu");
    for (int store = 0; store < stores.size(); store++) {
      server.store(stores.get(store), zones.get(store));
    }
    for (int pod = 0; pod < 2; pod++) {
      var database = new Database(server.config());
      CONNECTIONS.add(database);
      await().atMost(Duration.ofSeconds(30)).until(() -> database.problem().isEmpty());
      WRITERS.add(
          new ResultWriter(
              database, Clock.systemUTC(), new ResultMetrics(new SimpleMeterRegistry())));
    }
    var random = new RandomOutcomes(23, stores);
    for (int photo = 0; photo < PHOTOS; photo++) {
      PHOTOS_IN_ORDER.add(random.next(Instant.parse("2026-09-20T00:00:00Z")));
    }
    server.execute(OPEN_ALL);
    write(0, PHOTOS_IN_ORDER);
    expected = rollUps();
    assertThat(expected).hasSizeGreaterThan(300);
    assertThat(server.rows(GROUPS_UNLIKE_COUNTS)).containsExactly("0");
  }

  @AfterContainer
  static void stop() throws IOException {
    WRITERS.forEach(ResultWriter::close);
    CONNECTIONS.forEach(Database::close);
    server.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void rollUpsAreThoseOfThePhotosInOrder(@ForAll("events") List<Event> events, @ForAll int order)
      throws SQLException {
    server.execute(EMPTY);
    server.execute(OPEN_ALL);
    var photos = new ArrayList<>(PHOTOS_IN_ORDER);
    Collections.shuffle(photos, new Random(order));
    int come = 0;
    int month = 10;
    for (Event event : events) {
      switch (event) {
        case SOME_PHOTOS, SOME_PHOTOS_AT_ANOTHER_POD -> {
          int more = Math.min(photos.size(), come + photos.size() / 8);
          write(event == Event.SOME_PHOTOS ? 0 : 1, photos.subList(come, more));
          come = more;
        }
        case ALL_SO_FAR_AGAIN -> write(1, photos.subList(0, come));
        case OLD_FACES_ARE_DROPPED ->
            server.execute("select drop_chunks('face_observation', timestamptz '2026-10-20Z')");
        case A_MONTH_IS_CLOSED -> {
          server.execute("select close_months('2026-" + month + "-01')");
          month = Math.min(12, month + 1);
        }
      }
    }
    write(0, photos);

    assertThat(rollUps()).isEqualTo(expected);
  }

  @Provide
  static Arbitrary<List<Event>> events() {
    return Arbitraries.of(Event.values()).list().ofMinSize(6).ofMaxSize(14);
  }

  private static void write(int pod, List<Outcome> photos) {
    List.copyOf(photos).stream()
        .map(WRITERS.get(pod)::write)
        .toList()
        .forEach(CompletableFuture::join);
  }

  private static List<String> rollUps() throws SQLException {
    var rows = new ArrayList<String>();
    for (String sql : ROLL_UPS) {
      rows.addAll(server.rows(sql).stream().sorted().toList());
    }
    return rows;
  }
}
