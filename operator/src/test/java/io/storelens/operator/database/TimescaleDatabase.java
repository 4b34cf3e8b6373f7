package io.storelens.operator.database;

import io.storelens.contract.config.DatabaseConfig;
import io.storelens.embedded.database.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real TimescaleDB for the tests of a class; each test may have databases of its own in it. */
public final class TimescaleDatabase implements BeforeAllCallback, AfterAllCallback {
  private final Path folder;
  private EmbeddedDatabase server;

  /** Keeps its data in {@code target/NAME}. */
  public TimescaleDatabase(String name) {
    this.folder = Path.of("target", name);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    server = EmbeddedDatabase.start(folder, progress -> {});
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server.close();
  }

  /** An empty database {@code name}, as the server's superuser. */
  public DatabaseConfig empty(String name) throws SQLException {
    execute(superuser(), "drop database if exists " + name + " with (force)");
    execute(superuser(), "create database " + name + " template template0");
    return config(server.jdbcUrl().replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1"), null);
  }

  /** The database of {@code config} as another user, who needs no password. */
  public DatabaseConfig as(DatabaseConfig config, String user) {
    return config(config.url().replaceFirst("user=[^&]*", "user=" + user), user);
  }

  private static DatabaseConfig config(String url, String user) {
    return new DatabaseConfig(
        url, Optional.ofNullable(user), Optional.empty(), Optional.empty(), 1);
  }

  private DatabaseConfig superuser() {
    return config(server.jdbcUrl(), null);
  }

  /** Runs statements. */
  public static void execute(DatabaseConfig config, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(config.url());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Rows of a query, the columns as text joined by a blank. */
  public static List<String> query(DatabaseConfig config, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(config.url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        var row = new ArrayList<String>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        found.add(String.join(" ", row));
      }
      return found;
    }
  }
}
