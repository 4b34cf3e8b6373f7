package io.storelens.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import io.storelens.report.viewer.Grant;
import io.storelens.report.viewer.Viewer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers see their stores and no other, whatever SQL they send. */
class ViewLimitsIT {
  private static final String DAYS =
      "select distinct store from report_place join report_store_day using (store_id) order by 1";

  @TempDir private static Path folder;
  private static ReportDatabase database;

  @BeforeAll
  static void startDatabase() throws Exception {
    database = new ReportDatabase(folder);
    database.region("europe", 1);
    database.region("asia", 1);
    fill(database.store("paris-1", "Paris 1", "europe", "Paris", "Europe/Paris"));
    fill(database.store("paris-2", "Paris 2", "europe", "Paris", "Europe/Paris"));
    fill(database.store("rome-1", "Rome 1", "europe", "Rome", "Europe/Rome"));
    fill(database.store("tokyo-1", "Tokyo 1", "asia", "Tokyo", "Asia/Tokyo"));
    // A city of the same name elsewhere.
    fill(database.store("asia-paris", "Paris of Asia", "asia", "Paris", "Asia/Tokyo"));
    database.execute("create role bi_all login in role storelens_reader");
    database.execute("create role bi_rome login in role storelens_limited_reader");
    database.execute("create role bi_nothing login in role storelens_limited_reader");
    database.execute("insert into reader_scope (reader, store) values ('bi_rome', 'rome-1')");
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    database.close();
  }

  @Test
  void withoutAScopeThePodSeesNothing() throws Exception {
    try (var pod = as("storelens_report")) {
      for (String view : views(pod)) {
        assertThat(values(pod, "select count(*) from " + view)).as(view).containsExactly("0");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "[[]]",
        "[[{}]]",
        "[[{\"everywhere\": false}]]",
        "[[{\"everywhere\": null}]]",
        "[[{\"region\": null}]]",
        "[[{\"region\": \"\"}]]",
        "[[{\"region\": \"%\"}]]",
        "[[{\"store\": \"rome-1' or 'a' = 'a\"}]]",
        "[[{\"everywhere\": true}], []]"
      })
  void aScopeThatGrantsNothingShowsNothing(String scope) throws Exception {
    try (var pod = as("storelens_report")) {
      set(pod, scope);

      assertThat(values(pod, "select store from report_place")).isEmpty();
      assertThat(values(pod, DAYS)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"everything", "{}", "[1]", "[{\"everywhere\": true}]"})
  void aScopeThatIsNoneFails(String scope) throws Exception {
    try (var pod = as("storelens_report")) {
      set(pod, scope);

      assertThatThrownBy(() -> values(pod, "select store from report_place"))
          .isInstanceOf(SQLException.class);
    }
  }

  static List<Object[]> grants() {
    return List.of(
        new Object[] {List.of(Grant.ofStore("rome-1")), List.of("rome-1")},
        new Object[] {List.of(Grant.ofRegion("europe")), List.of("paris-1", "paris-2", "rome-1")},
        new Object[] {List.of(Grant.ofCity("Paris")), List.of("asia-paris", "paris-1", "paris-2")},
        new Object[] {
          List.of(
              new Grant(false, Optional.of("asia"), Optional.of("Paris"), Optional.empty()),
              Grant.ofStore("rome-1")),
          List.of("asia-paris", "rome-1")
        },
        new Object[] {
          List.of(new Grant(false, Optional.of("asia"), Optional.empty(), Optional.of("rome-1"))),
          List.of()
        },
        new Object[] {
          List.of(Grant.EVERYWHERE),
          List.of("asia-paris", "paris-1", "paris-2", "rome-1", "tokyo-1")
        });
  }

  @ParameterizedTest
  @MethodSource("grants")
  void everyViewShowsTheGrantedStoresAndNoOther(List<Grant> grants, List<String> stores)
      throws Exception {
    try (var pod = as("storelens_report")) {
      set(pod, Viewer.of("somebody", grants, false).scope());

      assertThat(values(pod, "select store from report_place order by 1")).isEqualTo(stores);
      for (String view : views(pod)) {
        if (view.contains("region")) {
          continue;
        }
        assertThat(
                values(
                    pod,
                    "select distinct s.name from "
                        + view
                        + " join (select store_id as id, store as name from report_place) s"
                        + " on s.id = "
                        + view
                        + ".store_id order by 1"))
            .as(view)
            .isEqualTo(stores);
        assertThat(
                values(
                    pod,
                    "select count(*) from "
                        + view
                        + " where store_id not in (select store_id from report_place)"))
            .as(view)
            .containsExactly("0");
      }
    }
  }

  @Test
  void sumsOfARegionAreForWhoSeesAllOfIt() throws Exception {
    try (var pod = as("storelens_report")) {
      String regions =
          "select distinct region from report_place join report_region_day using (region_id)"
              + " join report_region_hour using (region_id) order by 1";

      set(pod, Viewer.of("a", List.of(Grant.ofRegion("europe")), false).scope());
      assertThat(values(pod, regions)).containsExactly("europe");
      set(pod, Viewer.of("a", List.of(Grant.ofCity("Paris")), false).scope());
      assertThat(values(pod, "select count(*) from report_region_day")).containsExactly("0");
      assertThat(values(pod, "select count(*) from report_region_hour")).containsExactly("0");
      assertThat(values(pod, "select distinct whole_region from report_place"))
          .containsExactly("f");
    }
  }

  @Test
  void aTokenSeesWhatItsOwnerSeesAtMost() throws Exception {
    var owner = Viewer.of("owner", List.of(Grant.ofCity("Paris")), true);
    try (var pod = as("storelens_report")) {
      set(pod, owner.narrowedTo(List.of(Grant.EVERYWHERE)).scope());
      assertThat(values(pod, DAYS)).containsExactly("asia-paris", "paris-1", "paris-2");
      set(pod, owner.narrowedTo(List.of(Grant.ofRegion("europe"))).scope());
      assertThat(values(pod, DAYS)).containsExactly("paris-1", "paris-2");
      set(pod, owner.narrowedTo(List.of(Grant.ofStore("tokyo-1"))).scope());
      assertThat(values(pod, DAYS)).isEmpty();
    }
  }

  @Test
  void aLimitedToolSeesItsStoresWhateverItSets() throws Exception {
    try (var tool = as("bi_rome");
        var nothing = as("bi_nothing")) {
      for (var connection : List.of(tool, nothing)) {
        set(connection, "[[{\"everywhere\": true}]]");
      }

      assertThat(values(tool, "select store from report_place")).containsExactly("rome-1");
      assertThat(values(nothing, "select store from report_place")).isEmpty();
      assertThatThrownBy(() -> values(tool, "select * from reader_scope"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> tool.createStatement().execute("set role storelens_reader"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void aFunctionOfTheReadersOwnSeesNoOtherRow() throws Exception {
    try (var tool = as("bi_rome");
        var statement = tool.createStatement()) {
      statement.execute(
          """
          create function pg_temp.spy(text) returns boolean language plpgsql cost 0.0000001 as
          $$ begin raise warning 'saw %', $1; return true; end $$
          """);
      statement.clearWarnings();

      try (var rows =
          statement.executeQuery("select store from report_place where pg_temp.spy(store)")) {
        assertThat(rows.next()).isTrue();
      }
      var seen = new ArrayList<String>();
      for (var warning = statement.getWarnings();
          warning != null;
          warning = warning.getNextWarning()) {
        seen.add(warning.getMessage());
      }
      assertThat(seen).containsOnly("saw rome-1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"storelens_reader", "storelens_limited_reader", "storelens_report"})
  void readersAreRefusedTheTables(String role) throws Exception {
    try (var reader = as(role)) {
      for (String table :
          List.of(
              "region",
              "store",
              "camera",
              "photo",
              "face_observation",
              "store_day",
              "store_month",
              "store_hour",
              "region_day",
              "region_hour",
              "camera_hour",
              "camera_refusal",
              "closed_months",
              "store_months",
              "store_month_hour",
              "store_month_hours",
              "store_refusal_day",
              "store_refusal_month",
              "region_refusal_day",
              "store_past_day",
              "store_past_hour",
              "store_hours_of_day",
              "store_first_day",
              "store_days",
              "store_day_by_group",
              "store_months_by_group",
              "region_past_day",
              "region_days",
              "region_day_by_group",
              "refusal_report",
              "reader_scope",
              "visible_store",
              "visible_region")) {
        assertThatThrownBy(() -> values(reader, "select count(*) from " + table))
            .as(table)
            .hasMessageContaining("permission denied");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"storelens_reader", "storelens_limited_reader"})
  void toolsAreRefusedWhatThePodKeeps(String role) throws Exception {
    try (var reader = as(role)) {
      for (String table : List.of("api_token", "audit_event", "ended_session")) {
        assertThatThrownBy(() -> values(reader, "select count(*) from " + table))
            .as(table)
            .hasMessageContaining("permission denied");
      }
    }
  }

  @Test
  void thePodChangesNoTokenAndNoAuditEvent() throws Exception {
    try (var pod = as("storelens_report")) {
      for (String sql :
          List.of(
              "update audit_event set actor = 'x'",
              "delete from audit_event",
              "truncate audit_event",
              "update api_token set scope = '[]'",
              "update api_token set owner = 'x'",
              "delete from api_token")) {
        assertThatThrownBy(() -> pod.createStatement().execute(sql))
            .as(sql)
            .hasMessageContaining("permission denied");
      }
    }
  }

  @Test
  void aStoreThatComesBackInAnotherRegionTakesItsHistoryThere() throws Exception {
    database.region("north", 1);
    fill(database.store("oslo-1", "Oslo 1", "europe", "Oslo", "Europe/Oslo"));
    String sums =
        "select r.name, sum(d.customers) from region_day d join region r using (region_id)"
            + " where r.name in ('europe', 'north') group by 1 order by 1";
    try (var owner = DriverManager.getConnection(database.jdbcUrl())) {
      assertThat(values(owner, sums)).containsExactly("europe 12");

      database.execute(
          "update store set region_id = (select region_id from region where name = 'north')"
              + " where name = 'oslo-1'");

      assertThat(values(owner, sums)).containsExactly("europe 9", "north 3");
      database.execute(
          "delete from region_day where region_id = (select region_id from region"
              + " where name = 'north')");
      database.execute(
          """
          with gone as (select store_id from store where name = 'oslo-1'),
            a as (delete from store_day where store_id in (select * from gone)),
            b as (delete from store_month where store_id in (select * from gone)),
            c as (delete from store_hour where store_id in (select * from gone)),
            d as (delete from store_month_hour where store_id in (select * from gone)),
            e as (delete from store_refusal_day where store_id in (select * from gone)),
            f as (delete from store_refusal_month where store_id in (select * from gone))
          update store set removed_at = now() where store_id in (select * from gone)
          """);
    }
  }

  private static void fill(ReportDatabase.Place place) throws SQLException {
    database.customers(place, "2026-11-20", 10, 3, Gender.FEMALE, AgeBand.FROM_25, Mood.NEUTRAL);
    database.refused(place, "2026-11-20", "outside-working-hours", 1);
    database.execute(
        "insert into camera_hour (camera_id, hour, photos) values (?, now(), 1)", place.camera());
  }

  private static Connection as(String role) throws SQLException {
    var connection = DriverManager.getConnection(database.jdbcUrl());
    try (var statement = connection.createStatement()) {
      // Not SET ROLE alone: a login cannot go back to being the owner.
      statement.execute("set session authorization " + role);
    }
    return connection;
  }

  private static void set(Connection connection, String scope) throws SQLException {
    try (var statement =
        connection.prepareStatement("select set_config('storelens.scope', ?, false)")) {
      statement.setString(1, scope);
      statement.execute();
    }
  }

  /** Every view that the connection's user may read. */
  private static List<String> views(Connection connection) throws SQLException {
    var views =
        values(
            connection,
            "select relname from pg_class where relkind = 'v'"
                + " and relnamespace = 'public'::regnamespace"
                + " and has_table_privilege(oid, 'select') order by 1");
    assertThat(views).hasSizeGreaterThan(5);
    return views;
  }

  private static List<String> values(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var values = new ArrayList<String>();
      while (rows.next()) {
        var columns = new ArrayList<String>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          columns.add(rows.getString(column));
        }
        values.add(String.join(" ", columns));
      }
      return values;
    }
  }
}
