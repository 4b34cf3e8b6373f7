package io.storelens.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other tools read: the views of docs/sql.md, and the dashboard that is made of them. */
class ToolViewsIT {
  private static final Path DOCS = Path.of("..", "docs");

  @TempDir private static Path folder;
  private static ReportDatabase database;
  private static Connection tool;

  @BeforeAll
  static void startDatabase() throws Exception {
    database = new ReportDatabase(folder);
    database.region("open", 1);
    database.region("shy", 5);
    for (String region : List.of("open", "shy")) {
      var place = database.store(region + "-1", region, region, "Paris", "Europe/Paris");
      database.customers(
          place, "2026-11-20", 10, 7, Gender.FEMALE, AgeBand.FROM_25, Mood.HAPPINESS);
      database.customers(place, "2026-11-20", 10, 2, Gender.MALE, AgeBand.FROM_25, Mood.UNKNOWN);
      database.customers(place, "2026-11-21", 11, 9, Gender.MALE, AgeBand.FROM_65, Mood.NEUTRAL);
      database.refused(place, "2026-11-20", "outsideWorkingHours", 3);
    }
    tool = DriverManager.getConnection(database.jdbcUrl());
    try (var statement = tool.createStatement()) {
      statement.execute("create role grafana login in role storelens_reader");
      statement.execute("set session authorization grafana");
    }
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    tool.close();
    database.close();
  }

  @Test
  void countsEachGroup() throws Exception {
    assertThat(
            rows(
                "select day, customers, female, male, gender_unknown, age_25_34, age_65_up,"
                    + " mood_happiness, mood_unknown, mood_neutral from report_day"
                    + " where region = 'open' order by day"))
        .containsExactly("2026-11-20 9 7 2 0 9 0 7 2 0", "2026-11-21 9 0 9 0 0 9 0 0 9");
    assertThat(
            rows("select month, customers, female, male from report_month where region = 'open'"))
        .containsExactly("2026-11-01 18 7 11");
    assertThat(
            rows(
                "select hour_of_day, customers, female, male, gender_unknown from report_hour"
                    + " where region = 'open' order by hour"))
        .containsExactly("10 9 7 2 0", "11 9 0 9 0");
  }

  @Test
  void hidesAKindOfWhichOneGroupIsTooSmall() throws Exception {
    assertThat(
            rows(
                "select day, customers, female, male, age_25_34, mood_happiness, mood_unknown"
                    + " from report_day where region = 'shy' order by day"))
        .containsExactly("2026-11-20 9 null null 9 null null", "2026-11-21 9 0 9 0 0 0");
    assertThat(rows("select female, male from report_hour where region = 'shy' order by hour"))
        .containsExactly("null null", "0 9");
  }

  @Test
  void keepsTheWideRowsFromTools() throws Exception {
    for (String view :
        List.of(
            "report_store_day",
            "report_store_month",
            "report_store_hour",
            "report_store_hour_of_day",
            "report_store_month_hour",
            "report_store_refusal_day",
            "report_region_day",
            "report_region_hour")) {
      assertThat(rows("select has_table_privilege('" + view + "', 'select')"))
          .as(view)
          .containsExactly("f");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"report_day", "report_month", "report_hour"})
  void isDescribedColumnByColumn(String view) throws Exception {
    String text = Files.readString(DOCS.resolve("sql.md"));
    int start = text.indexOf("### " + view + "\n");
    assertThat(start).isPositive();
    String section = text.substring(start + 4);
    section = section.substring(0, section.indexOf("\n### "));
    var described = new ArrayList<String>();
    var column = Pattern.compile("(?m)^\\| `(\\w+)` \\|").matcher(section);
    while (column.find()) {
      described.add(column.group(1));
    }

    assertThat(
            rows(
                "select attname from pg_attribute where attrelid = '"
                    + view
                    + "'::regclass and attnum > 0 order by attnum"))
        .isEqualTo(described);
  }

  @Test
  void everyQueryOfTheDashboardRuns() throws Exception {
    var dashboard = new ObjectMapper().readTree(DOCS.resolve("grafana/storelens.json").toFile());
    int queries = 0;
    for (JsonNode variable : dashboard.get("templating").get("list")) {
      if (variable.get("type").asText().equals("query")) {
        assertThat(rows(filled(variable.get("query").asText()))).isNotEmpty();
      }
    }
    for (JsonNode panel : dashboard.get("panels")) {
      for (JsonNode target : panel.get("targets")) {
        var rows = rows(filled(target.get("rawSql").asText()));

        assertThat(rows).as(panel.get("title").asText()).isNotEmpty();
        queries++;
      }
    }
    assertThat(queries).isEqualTo(9);
    assertThat(rows(filled(sql(dashboard, "Customers (sessions, not unique people)"))))
        .containsExactly("36");
    assertThat(rows(filled(sql(dashboard, "Refused photos")))).containsExactly("6");
  }

  private static String sql(JsonNode dashboard, String title) {
    for (JsonNode panel : dashboard.get("panels")) {
      if (panel.get("title").asText().equals(title)) {
        return panel.get("targets").get(0).get("rawSql").asText();
      }
    }
    throw new AssertionError("no panel " + title);
  }

  /** What Grafana makes of a query before it sends it. */
  private static String filled(String sql) {
    return sql.replaceAll(
            "\\$__timeFilter\\(([^)]+)\\)",
            "$1 BETWEEN '2026-11-01T00:00:00Z' AND '2026-11-30T00:00:00Z'")
        .replace("$region", "'open','shy'")
        .replace("$city", "'Paris'");
  }

  private static List<String> rows(String sql) throws SQLException {
    try (var statement = tool.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        var columns = new ArrayList<String>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          columns.add(String.valueOf(rows.getString(column)));
        }
        found.add(String.join(" ", columns));
      }
      return found;
    }
  }
}
