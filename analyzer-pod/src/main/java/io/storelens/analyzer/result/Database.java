package io.storelens.analyzer.result;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.storelens.contract.config.DatabaseConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to the database, and whether it answers: asked in the background, so that neither
 * a probe nor a photo waits for a database that is down.
 */
public final class Database implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Database.class);
  private static final Duration CHECK_EVERY = Duration.ofSeconds(1);
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
  private static final int ANSWER_SECONDS = 30;

  private final HikariDataSource connections;
  private final ScheduledExecutorService checks =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "database-check");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledFuture<?> checking;
  private volatile Optional<String> problem = Optional.of("the database was not asked yet");

  /**
   * Opens connections as they are needed; a database that is down is no failure.
   *
   * @throws IllegalArgumentException if the URL is not one of PostgreSQL
   */
  public Database(DatabaseConfig config) {
    this.connections = open(config);
    this.checking =
        checks.scheduleWithFixedDelay(
            this::check, 0, CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Why the database can't be used now; empty when it answered last. Does not block. */
  public Optional<String> problem() {
    return problem;
  }

  /** A connection without auto-commit; waits 3 s for one at most. */
  Connection connect() throws SQLException {
    var connection = connections.getConnection();
    try {
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Notes that the database failed, until a check finds it well again. */
  void failed(SQLException failure) {
    note(Optional.of(description(failure)));
  }

  @Override
  public void close() {
    checking.cancel(true);
    checks.shutdownNow();
    connections.close();
  }

  /** What went wrong, for logs and health: the innermost reason. */
  static String description(SQLException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return "the database can't be used: " + cause.getMessage();
  }

  private void check() {
    try (var connection = connections.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("select from photo limit 0");
      note(Optional.empty());
    } catch (SQLException e) {
      failed(e);
    }
  }

  private void note(Optional<String> found) {
    boolean was = problem.isEmpty();
    problem = found;
    if (was && found.isPresent()) {
      LOGGER.atWarn().addKeyValue("problem", found.get()).log("database lost");
    } else if (!was && found.isEmpty()) {
      LOGGER.atInfo().log("database answers");
    }
  }

  private static HikariDataSource open(DatabaseConfig config) {
    try {
      return new HikariDataSource(pool(config));
    } catch (RuntimeException e) {
      // Not handed on: the exception's message may hold the URL, and the URL a password.
      throw new IllegalArgumentException(
          "DATABASE_URL is not such as jdbc:postgresql://host:5432/storelens");
    }
  }

  private static HikariConfig pool(DatabaseConfig config) {
    var pool = new HikariConfig();
    pool.setPoolName("analyzer");
    pool.setDriverClassName("org.postgresql.Driver");
    pool.setJdbcUrl(config.url());
    config.user().ifPresent(pool::setUsername);
    config.password().ifPresent(pool::setPassword);
    pool.addDataSourceProperty("ApplicationName", "storelens-analyzer");
    pool.addDataSourceProperty("tcpKeepAlive", "true");
    pool.addDataSourceProperty("socketTimeout", Integer.toString(ANSWER_SECONDS));
    // One for the writer, one for the check.
    pool.setMaximumPoolSize(Math.max(2, config.connections()));
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(CONNECT_WITHIN.toMillis());
    pool.setInitializationFailTimeout(-1);
    config
        .role()
        .ifPresent(
            role -> pool.setConnectionInitSql("set role \"" + role.replace("\"", "\"\"") + "\""));
    return pool;
  }
}
