package io.storelens.report;

import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.FaceCell;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import io.storelens.embedded.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;

/** A real database with the schema, which tests fill with the rows that analyzers would write. */
final class ReportDatabase implements AutoCloseable {
  private final EmbeddedDatabase server;
  private final Connection connection;

  ReportDatabase(Path folder) throws IOException, InterruptedException, SQLException {
    server = EmbeddedDatabase.start(folder, line -> {});
    Flyway.configure().dataSource(server.jdbcUrl(), null, null).load().migrate();
    connection = DriverManager.getConnection(server.jdbcUrl());
  }

  String jdbcUrl() {
    return server.jdbcUrl();
  }

  void region(String name, int smallestGroup) throws SQLException {
    execute("insert into region (name, smallest_group) values (?, ?)", name, smallestGroup);
  }

  /** A store with one camera of the same name, at checkout 1. */
  Place store(String name, String displayName, String region, String city, String zone)
      throws SQLException {
    execute(
        """
        insert into store
          (name, region_id, country, city, display_name, time_zone, added_at)
        values (?, (select region_id from region where name = ?), 'FR', ?, ?, ?, '2026-01-01')
        """,
        name,
        region,
        city,
        displayName,
        zone);
    int store = key("select store_id from store where name = '" + name + "'");
    execute(
        "insert into camera (name, store_id, position) values (?, ?, 'Checkout 1')", name, store);
    int camera = key("select camera_id from camera where name = '" + name + "'");
    return new Place(store, camera, ZoneId.of(zone));
  }

  /** Customers who are all alike, one a photo. */
  void customers(
      Place place, String day, int hour, int count, Gender gender, AgeBand band, Mood mood)
      throws SQLException {
    int[] cells = new int[FaceCell.COUNT];
    cells[new FaceCell(gender, band, mood).index()] = count;
    hour(place, LocalDate.parse(day), hour, cells, count, 0);
  }

  /** What analyzers count in an hour of a store. */
  void hour(Place place, LocalDate day, int hour, int[] cells, int photos, int belowRequirements)
      throws SQLException {
    int customers = Arrays.stream(cells).sum();
    wide("store_day", "day", place, day, cells, photos, customers, belowRequirements);
    wide(
        "store_month",
        "month",
        place,
        day.withDayOfMonth(1),
        cells,
        photos,
        customers,
        belowRequirements);
    execute(
        """
        insert into store_hour as h
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (store_id, hour) do update set
          photos = h.photos + excluded.photos, customers = h.customers + excluded.customers,
          female = h.female + excluded.female, male = h.male + excluded.male,
          unknown = h.unknown + excluded.unknown
        """,
        place.store(),
        Timestamp.from(day.atTime(hour, 0).atZone(place.zone()).toInstant()),
        Date.valueOf(day),
        hour,
        photos,
        customers,
        of(cells, Gender.FEMALE),
        of(cells, Gender.MALE),
        of(cells, Gender.UNKNOWN));
    if (connection.getAutoCommit()) {
      rebuildRegions();
    }
  }

  /** Photos that were refused in an hour. */
  void refused(Place place, String day, String reason, int photos) throws SQLException {
    execute(
        "insert into camera_refusal values (?, ?, ?, ?, ?)",
        place.camera(),
        Timestamp.from(LocalDate.parse(day).atTime(12, 0).atZone(place.zone()).toInstant()),
        reason,
        Date.valueOf(day),
        photos);
  }

  void execute(String sql, Object... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      set(statement, values);
      statement.executeUpdate();
    }
  }

  /** The one value that a query gives. */
  String text(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** Takes what follows as one transaction, which {@link #commit} ends. */
  void begin() throws SQLException {
    connection.setAutoCommit(false);
  }

  void commit() throws SQLException {
    rebuildRegions();
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** Ends the server, as if it had gone away. */
  void stop() {
    server.close();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    server.close();
  }

  private void rebuildRegions() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("select rebuild_regions(array(select region_id from region))");
    }
  }

  private void wide(
      String table,
      String column,
      Place place,
      LocalDate start,
      int[] cells,
      int photos,
      int customers,
      int belowRequirements)
      throws SQLException {
    execute(
        """
        insert into %1$s as r values (?, ?, ?, ?, ?, ?)
        on conflict (store_id, %2$s) do update set
          photos = r.photos + excluded.photos, customers = r.customers + excluded.customers,
          below_requirements = r.below_requirements + excluded.below_requirements,
          counts = array_add(r.counts, excluded.counts)
        """
            .formatted(table, column),
        place.store(),
        Date.valueOf(start),
        photos,
        customers,
        belowRequirements,
        connection.createArrayOf("int4", Arrays.stream(cells).boxed().toArray()));
  }

  /** The first column of a query. */
  List<String> values(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var values = new ArrayList<String>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  private int key(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int index = 0; index < values.length; index++) {
      statement.setObject(index + 1, values[index]);
    }
  }

  private static int of(int[] cells, Gender gender) {
    int sum = 0;
    for (int cell = 0; cell < cells.length; cell++) {
      if (FaceCell.at(cell).gender() == gender) {
        sum += cells[cell];
      }
    }
    return sum;
  }

  /** Keys and zone of a store. */
  record Place(int store, int camera, ZoneId zone) {}
}
