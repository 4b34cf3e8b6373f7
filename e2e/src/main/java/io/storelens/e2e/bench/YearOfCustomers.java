package io.storelens.e2e.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

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
          """);

  private YearOfCustomers() {}

  /** Fills an empty database with about {@code faces} rows, in the order of days. */
  static void fill(Connection connection, long faces) throws SQLException {
    connection.setAutoCommit(false);
    int perStore = (int) Math.max(1, faces / DAYS / STORES);
    try (var statement = connection.createStatement()) {
      statement.execute("set synchronous_commit = off");
      for (String sql : PLACES) {
        statement.execute(sql);
      }
      connection.commit();
      for (int day = 0; day < DAYS; day++) {
        fill(connection, FIRST.plusDays(day), perStore);
        if (day % 30 == 29) {
          System.out.printf("  %d of %d days%n", day + 1, DAYS);
        }
      }
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

  private static void fill(Connection connection, LocalDate day, int perStore) throws SQLException {
    try (var faces = connection.prepareStatement(FACES)) {
      faces.setString(1, day.toString());
      faces.setInt(2, perStore);
      faces.execute();
    }
    for (String sql : ROWS) {
      try (var statement = connection.prepareStatement(sql)) {
        if (sql.contains("?")) {
          statement.setString(1, day.toString());
        }
        statement.execute();
      }
    }
    connection.commit();
  }
}
