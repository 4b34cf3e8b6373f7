package io.storelens.e2e.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A made-up year of 1,000 stores in 100 cities of 10 regions: every customer as a row of facts, and
 * the roll-ups made from those.
 */
final class YearOfCustomers {
  static final int REGIONS = 10;
  static final int CITIES_PER_REGION = 10;
  static final int STORES_PER_CITY = 10;
  static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
  static final LocalDate LAST = LocalDate.of(2025, 12, 31);

  private static final int DAYS = 365;
  private static final int MONTHS_OF_A_HALF = 6;
  private static final int STORES = REGIONS * CITIES_PER_REGION * STORES_PER_CITY;
  private static final List<String> PLACES =
      List.of(
          "insert into region (name) select 'region-' || r from generate_series(0, 9) r",
          """
          insert into store (name, region_id, country, city, display_name, time_zone)
          select 'store-' || n, r.region_id, 'FR', 'city-' || n / 10, 'Store ' || n,
            (array['Europe/Paris', 'America/New_York', 'Asia/Tokyo'])[1 + n / 100 % 3]
          from generate_series(0, 999) n join region r on r.name = 'region-' || n / 100
          """,
          """
          insert into camera (name, store_id, position)
          select name, store_id, 'Checkout 1' from store
          """);
  private static final String FACES =
      """
      create temporary table faces on commit drop as
      select (?::date + (8 + 12 * random()) * interval '1 hour') at time zone s.time_zone
          as captured_at,
        s.store_id, s.time_zone, c.camera_id, int8send(n) as photo_id,
        (case when random() < 0.54 then 0 when random() < 0.96 then 1 else 2 end)::smallint
          as gender,
        80 * random() as age, floor(8 * random())::smallint as mood
      from store s join camera c using (store_id), generate_series(1, ?) n
      """;
  private static final List<String> ROWS =
      List.of(
          """
          insert into face_observation
          select captured_at, store_id, camera_id, photo_id, 0, gender, 0.9, age,
            width_bucket(age, array[16, 25, 35, 45, 55, 65]), mood, 0.7, 220, 110, 90, 'local',
            'made up'
          from faces
          """,
          // Before its hours, which count themselves into it.
          """
          insert into store_day (store_id, day, photos, customers, below_requirements, counts)
          with counted as (
            select store_id,
              (gender * 7 + width_bucket(age, array[16, 25, 35, 45, 55, 65])) * 8 + mood + 1 as cell,
              count(*)::int as n
            from faces group by 1, 2)
          select store_id, ?::date, coalesce(sum(n), 0), coalesce(sum(n), 0), 0,
            array_agg(coalesce(n, 0) order by cell)
          from store cross join generate_series(1, 168) cell
            left join counted using (store_id, cell)
          group by store_id
          """,
          """
          insert into store_hour (store_id, hour, day, hour_of_day, photos, customers, female, male,
            unknown)
          select store_id, date_trunc('hour', captured_at),
            (captured_at at time zone time_zone)::date,
            extract(hour from captured_at at time zone time_zone),
            count(*), count(*), count(*) filter (where gender = 0),
            count(*) filter (where gender = 1), count(*) filter (where gender = 2)
          from faces group by 1, 2, 3, 4
          """,
          // A refused photo in each open hour.
          """
          insert into camera_refusal (camera_id, hour, reason, day, photos)
          select c.camera_id, (?::date + h * interval '1 hour') at time zone s.time_zone,
            (array['notAPhoto', 'outsideWorkingHours', 'tooLarge'])[1 + (c.camera_id + h) % 3],
            ?::date, 1
          from store s join camera c using (store_id), generate_series(8, 19) h
          """);

  private YearOfCustomers() {}

  /** Fills an empty database with about {@code faces} rows, each half of the year in its order. */
  static void fill(String jdbcUrl, long faces)
      throws SQLException, InterruptedException, ExecutionException {
    int perStore = (int) Math.max(1, faces / DAYS / STORES);
    try (var connection = open(jdbcUrl);
        var statement = connection.createStatement()) {
      places(connection);
      fillHalves(jdbcUrl, perStore);
      statement.execute(
          """
          insert into store_month (store_id, month, photos, customers, below_requirements, counts,
            covered_hours)
          select store_id, date_trunc('month', day), sum(photos), sum(customers),
            sum(below_requirements), array_sum(counts), sum(covered_hours)
          from store_day group by 1, 2
          """);
      statement.execute("select rebuild_regions(array(select region_id from region))");
      connection.commit();
      connection.setAutoCommit(true);
      statement.execute("vacuum (analyze)");
    }
  }

  /** Halves share no month, so their writers share no row. */
  private static void fillHalves(String jdbcUrl, int perStore)
      throws InterruptedException, ExecutionException {
    var middle = FIRST.plusMonths(MONTHS_OF_A_HALF);
    var threads = Executors.newFixedThreadPool(2);
    try {
      var halves =
          List.of(
              threads.submit(() -> fill(jdbcUrl, FIRST, middle.minusDays(1), perStore)),
              threads.submit(() -> fill(jdbcUrl, middle, LAST, perStore)));
      for (Future<?> half : halves) {
        half.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Void fill(String jdbcUrl, LocalDate first, LocalDate last, int perStore)
      throws SQLException {
    try (var connection = open(jdbcUrl)) {
      for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
        fill(connection, day, perStore);
        if (day.plusDays(1).getDayOfMonth() == 1) {
          System.out.println("  " + day.getMonth());
        }
      }
    }
    return null;
  }

  private static Connection open(String jdbcUrl) throws SQLException {
    var connection = DriverManager.getConnection(jdbcUrl);
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("set synchronous_commit = off");
    }
    return connection;
  }

  /** The regions, stores and cameras, without customers. */
  static void places(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (String sql : PLACES) {
        statement.execute(sql);
      }
    }
    connection.commit();
  }

  private static void fill(Connection connection, LocalDate day, int perStore) throws SQLException {
    try (var faces = connection.prepareStatement(FACES)) {
      faces.setString(1, day.toString());
      faces.setInt(2, perStore);
      faces.execute();
    }
    for (String sql : ROWS) {
      try (var statement = connection.prepareStatement(sql)) {
        int parameters = statement.getParameterMetaData().getParameterCount();
        for (int parameter = 1; parameter <= parameters; parameter++) {
          statement.setString(parameter, day.toString());
        }
        statement.execute();
      }
    }
    connection.commit();
  }
}
