package io.storelens.e2e.bench;

import io.storelens.contract.config.DatabaseConfig;
import io.storelens.embedded.database.EmbeddedDatabase;
import io.storelens.operator.database.SchemaMigration;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/**
 * Asks a report pod for every report, by HTTP, on a year of 1,000 stores, and the hypertable itself
 * for the same figures.
 */
public final class ReportBenchmark {
  private static final long SEED = 3;
  private static final int QUESTIONS = 100;
  private static final int GOAL_MILLIS = 150;
  private static final int RAW_QUESTIONS = 3;
  private static final List<String> REPORTS =
      List.of(
          "summary?",
          "series?interval=day&",
          "series?interval=week&",
          "series?interval=month&",
          "heatmap?",
          "ranking?by=region&",
          "ranking?by=city&",
          "ranking?by=store&");
  private static final List<String> ROLL_UPS =
      List.of(
          "store_day",
          "store_month",
          "store_hour",
          "store_past_hour",
          "store_month_hour",
          "store_refusal_day",
          "store_refusal_month",
          "region_day",
          "region_hour",
          "region_refusal_day");
  private static final List<String> PLACES = List.of("all", "region", "city", "store");
  private static final List<Integer> PERIODS = List.of(7, 30, 365);

  /** What can be asked for, as it is written on the command line. */
  private enum Part {
    fill,
    questions,
    facts,
    exports
  }

  private final Random random = new Random(SEED);
  private final PageSession session;

  private ReportBenchmark(PageSession session) {
    this.session = session;
  }

  /**
   * Prints a line a report, place and period.
   *
   * @param arguments millions of customers (default 50); the folder of the database, which is
   *     filled if it is empty and kept (default: a new one, deleted in the end); which parts: fill,
   *     questions, facts, exports (default: all)
   */
  public static void main(String[] arguments) throws Exception {
    long faces = 1_000_000L * (arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50);
    var folder =
        arguments.length > 1
            ? Path.of(arguments[1])
            : Files.createTempDirectory("storelens-reports");
    try (var server = EmbeddedDatabase.start(folder, ReportBenchmark::say)) {
      var owner =
          new DatabaseConfig(
              server.jdbcUrl(), Optional.empty(), Optional.empty(), Optional.empty(), 1);
      new SchemaMigration(owner).run();
      try (var connection = DriverManager.getConnection(server.jdbcUrl())) {
        fillIfEmpty(connection, server.jdbcUrl(), faces);
        var parts =
            arguments.length > 2
                ? Arrays.stream(arguments).skip(2).map(Part::valueOf).toList()
                : List.of(Part.values());
        measure(parts, connection, owner);
      }
    } finally {
      if (arguments.length < 2) {
        delete(folder);
      }
    }
  }

  private static void measure(List<Part> parts, Connection connection, DatabaseConfig owner)
      throws SQLException, IOException, InterruptedException {
    if (parts.equals(List.of(Part.fill))) {
      return;
    }
    if (parts.contains(Part.questions)) {
      describe(connection);
    }
    try (var pod = MeasuredReportPod.start(owner)) {
      System.out.printf(Locale.ROOT, "Ready after %.1f s%n", pod.readyAfter().toMillis() / 1e3);
      long start = System.nanoTime();
      var benchmark = new ReportBenchmark(PageSession.logIn(pod.address()));
      System.out.printf(Locale.ROOT, "Logged in after %.1f s%n", (System.nanoTime() - start) / 1e9);
      if (parts.contains(Part.questions)) {
        benchmark.askAll();
      }
      if (parts.contains(Part.facts)) {
        benchmark.compareWithFacts(connection);
      }
      if (parts.contains(Part.exports)) {
        new ExportMeasurement(benchmark.session).measure();
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }

  private static void fillIfEmpty(Connection connection, String jdbcUrl, long faces)
      throws SQLException, InterruptedException, ExecutionException {
    if (value(connection, "select count(*) from store") == 0) {
      long start = System.nanoTime();
      YearOfCustomers.fill(jdbcUrl, faces);
      System.out.printf(Locale.ROOT, "Filled in %.0f s%n", (System.nanoTime() - start) / 1e9);
    }
  }

  private static void describe(Connection connection) throws SQLException {
    System.out.println("table                      rows        MB");
    for (String table : ROLL_UPS) {
      System.out.printf(
          "%-19s  %10d  %8d%n",
          table,
          value(connection, "select count(*) from " + table),
          value(connection, "select pg_total_relation_size('" + table + "') / 1000000"));
    }
    System.out.printf(
        "%-19s  %10d  %8d%n",
        "facts",
        value(connection, "select sum(customers) from store_month"),
        value(connection, "select hypertable_size('face_observation') / 1000000"));
  }

  private void askAll() throws IOException, InterruptedException {
    int kinds = 0;
    int below = 0;
    var all = new ArrayList<Double>();
    System.out.println();
    System.out.println("report                  place   days   median ms    p99 ms   slowest");
    for (String report : REPORTS) {
      for (String place : PLACES) {
        for (int days : PERIODS) {
          var times = new ArrayList<Double>();
          for (int question = 0; question < QUESTIONS; question++) {
            times.add(ask(report, place, days));
          }
          times.sort(null);
          double last = percentile(times);
          kinds++;
          below += last < GOAL_MILLIS ? 1 : 0;
          all.addAll(times);
          System.out.printf(
              Locale.ROOT,
              "%-22s  %-6s  %5d  %10.1f  %8.1f  %8.1f%n",
              report.replaceAll("[?&]$", ""),
              place,
              days,
              times.get(times.size() / 2),
              last,
              times.get(times.size() - 1));
        }
      }
    }
    all.sort(null);
    System.out.printf(
        Locale.ROOT,
        "%d of %d kinds have a p99 below %d ms; of all %d questions it is %.1f, the slowest %.1f%n",
        below,
        kinds,
        GOAL_MILLIS,
        all.size(),
        percentile(all),
        all.get(all.size() - 1));
  }

  /** The 99th of sorted times. */
  private static double percentile(List<Double> times) {
    return times.get((int) Math.ceil(0.99 * times.size()) - 1);
  }

  private double ask(String report, String place, int days)
      throws IOException, InterruptedException {
    // The latest first day from which the period still lies in the year.
    long latest = YearOfCustomers.LAST.toEpochDay() - days + 1;
    long first =
        YearOfCustomers.FIRST.toEpochDay()
            + random.nextInt((int) (latest - YearOfCustomers.FIRST.toEpochDay()) + 1);
    return request(
        "/api/v1/reports/"
            + report
            + "from="
            + LocalDate.ofEpochDay(first)
            + "&to="
            + LocalDate.ofEpochDay(first + days - 1)
            + place(place));
  }

  private String place(String level) {
    int store = random.nextInt(1000);
    return switch (level) {
      case "region" -> "&region=region-" + store / 100;
      case "city" -> "&city=city-" + store / 10;
      case "store" -> "&store=store-" + store;
      default -> "";
    };
  }

  /** How long an answer takes, in ms, as its client sees it. */
  private double request(String path) throws IOException, InterruptedException {
    long start = System.nanoTime();
    session.get(path, BodyHandlers.ofString());
    return (System.nanoTime() - start) / 1e6;
  }

  /** A region's year, counted face by face. */
  private void compareWithFacts(Connection connection)
      throws SQLException, IOException, InterruptedException {
    System.out.println();
    System.out.println("a region's year   facts ms   report ms   ratio");
    for (int region = 0; region < RAW_QUESTIONS; region++) {
      long start = System.nanoTime();
      try (var statement = connection.createStatement()) {
        statement
            .executeQuery(
                """
                select gender, age_band, mood, count(*)
                from face_observation join store using (store_id)
                  join region r using (region_id)
                where r.name = 'region-%d'
                  and captured_at >= timestamp '2025-01-01' at time zone time_zone
                  and captured_at < timestamp '2026-01-01' at time zone time_zone
                  and captured_at between '2024-12-31' and '2026-01-02'
                group by 1, 2, 3
                """
                    .formatted(region))
            .close();
      }
      double facts = (System.nanoTime() - start) / 1e6;
      double report =
          request("/api/v1/reports/summary?from=2025-01-01&to=2025-12-31&region=region-" + region);
      System.out.printf(
          Locale.ROOT,
          "region-%d        %10.0f  %10.1f  %6.0f%n",
          region,
          facts,
          report,
          facts / report);
    }
  }

  private static long value(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
