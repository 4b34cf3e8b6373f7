package io.storelens.analyzer;

import io.storelens.contract.config.DatabaseConfig;
import io.storelens.embedded.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/** A real database with the schema, a region {@code eu-west}, and stores and cameras as asked. */
public final class AnalyzerDatabase implements AutoCloseable {
  private final Path folder;
  private EmbeddedDatabase server;

  private AnalyzerDatabase(Path folder, EmbeddedDatabase server) {
    this.folder = folder;
    this.server = server;
  }

  public static AnalyzerDatabase start(Path folder)
      throws IOException, InterruptedException, SQLException {
    var database = new AnalyzerDatabase(folder, EmbeddedDatabase.start(folder, line -> {}));
    Flyway.configure().dataSource(database.server.jdbcUrl(), null, null).load().migrate();
    database.execute("insert into region (name) values ('eu-west')");
    return database;
  }

  /** As an analyzer reaches it: with the writer's rights alone. */
  public DatabaseConfig config() {
    return new DatabaseConfig(
        server.jdbcUrl(), Optional.empty(), Optional.empty(), Optional.of("storelens_writer"), 4);
  }

  /** A store with one camera of the same name. */
  public void store(String name, String zone) throws SQLException {
    execute(
        """
        insert into store (name, region_id, country, city, display_name, time_zone)
        select ?, region_id, 'FR', 'Paris', 'Paris', ? from region where name = 'eu-west'
        """,
        name,
        zone);
    execute(
        """
        insert into camera (name, store_id, position)
        select name, store_id, 'Checkout 1' from store where name = ?
        """,
        name);
  }

  /** Stops the server; its data stay. */
  public void stop() {
    server.close();
  }

  /** Starts it again on the port it had. */
  public void startAgain() throws IOException, InterruptedException {
    server = EmbeddedDatabase.start(folder, server.port(), line -> {});
  }

  public void execute(String sql, Object... parameters) throws SQLException {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
    }
  }

  /** The rows of a query, their columns joined by blanks. */
  public List<String> rows(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      var rows = new ArrayList<String>();
      while (result.next()) {
        var columns = new ArrayList<String>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          columns.add(result.getString(i));
        }
        rows.add(String.join(" ", columns));
      }
      return rows;
    }
  }

  /** The only value of a query. */
  public String value(String sql) throws SQLException {
    return rows(sql).get(0);
  }

  @Override
  public void close() {
    server.close();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl());
  }
}
