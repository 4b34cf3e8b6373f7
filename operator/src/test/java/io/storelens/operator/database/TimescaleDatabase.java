package io.storelens.operator.database;

import io.storelens.contract.config.DatabaseConfig;
import io.storelens.embedded.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real, fresh TimescaleDB server for the tests of a class. */
public final class TimescaleDatabase implements BeforeAllCallback, AfterAllCallback {
  private Path folder;
  private EmbeddedDatabase server;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    folder = Files.createTempDirectory(Path.of("target"), "database").toAbsolutePath();
    server = EmbeddedDatabase.start(folder, progress -> {});
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    server.close();
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** An empty database {@code name}, as the server's superuser. */
  public DatabaseConfig empty(String name) throws SQLException {
    execute(config(server.jdbcUrl()), "create database " + name + " template template0");
    return config(server.jdbcUrl().replaceFirst("/storelens\\?", "/" + name + "?"));
  }

  private static DatabaseConfig config(String url) {
    return new DatabaseConfig(url, Optional.empty(), Optional.empty(), Optional.empty(), 1);
  }

  /** The same database as another user. */
  static DatabaseConfig as(DatabaseConfig config, String user, String password) {
    return new DatabaseConfig(
        config.url(), Optional.of(user), Optional.of(password), Optional.empty(), 1);
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
