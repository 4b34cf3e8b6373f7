package io.storelens.report.query;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storelens.contract.config.DatabaseConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads from the database on a few threads of its own, never on an event loop. Connections are
 * read-only, take on the configured role, and have the server stop what runs too long.
 */
public final class Database {
  private static final int WAITING_PER_CONNECTION = 16;

  private final HikariDataSource source;
  private final WorkerExecutor workers;
  private final MeterRegistry meters;
  private final Duration timeout;
  private final int mostReads;
  private final AtomicInteger reads = new AtomicInteger();

  /**
   * Connects when first used, so a database that is away does not keep the pod from starting.
   *
   * @param timeout longest a read may take, waiting included; at least 1 ms
   */
  public Database(Vertx vertx, DatabaseConfig config, Duration timeout, MeterRegistry meters) {
    this.timeout = timeout;
    this.meters = meters;
    this.source = new HikariDataSource(settings(config, timeout));
    this.workers =
        vertx.createSharedWorkerExecutor(
            "report-database-" + System.identityHashCode(this), config.connections());
    this.mostReads = config.connections() * WAITING_PER_CONNECTION;
  }

  /**
   * Runs {@code read} on a worker with a connection.
   *
   * @param name a fixed word for the metric
   * @return what was read; fails with {@link BusyException} when too many wait already, with {@link
   *     TimeoutException} when it took too long, or with what {@code read} threw
   */
  public <T> Future<T> read(String name, Read<T> read) {
    if (reads.incrementAndGet() > mostReads) {
      reads.decrementAndGet();
      return Future.failedFuture(new BusyException());
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    var timer = Timer.start(meters);
    return workers
        .executeBlocking(
            () -> {
              if (System.nanoTime() > deadline) {
                throw new TimeoutException("waited too long for a connection");
              }
              try (var connection = source.getConnection()) {
                return read.from(connection);
              }
            },
            false)
        .onComplete(
            done -> {
              reads.decrementAndGet();
              timer.stop(
                  meters.timer(
                      "storelens.report.query",
                      "report",
                      name,
                      "outcome",
                      done.succeeded() ? "answered" : "failed"));
            })
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends every connection; what still reads fails. */
  public Future<?> close() {
    return workers
        .executeBlocking(
            () -> {
              source.close();
              return null;
            },
            false)
        .eventually(workers::close);
  }

  private static HikariConfig settings(DatabaseConfig config, Duration timeout) {
    var settings = new HikariConfig();
    settings.setPoolName("report");
    settings.setJdbcUrl(config.url());
    config.user().ifPresent(settings::setUsername);
    config.password().ifPresent(settings::setPassword);
    settings.setMaximumPoolSize(config.connections());
    settings.setMinimumIdle(1);
    settings.setInitializationFailTimeout(-1);
    // Less than the whole time: "away" is another answer than "took too long".
    long connecting = Math.max(250, timeout.toMillis() / 2);
    settings.setConnectionTimeout(connecting);
    settings.setValidationTimeout(Math.min(2000, connecting));
    settings.addDataSourceProperty("ApplicationName", "storelens-report");
    // A server that vanished without a word must not hold a worker for ever.
    settings.addDataSourceProperty("socketTimeout", Long.toString(timeout.toSeconds() + 5));
    settings.addDataSourceProperty("connectTimeout", Long.toString(timeout.toSeconds() + 1));
    settings.setConnectionInitSql(
        config.role().map(role -> "set role " + quoted(role) + "; ").orElse("")
            + "set default_transaction_read_only = on; "
            // Compiling 168 sums takes longer than running them.
            + "set jit = off; "
            + "set statement_timeout = "
            + timeout.toMillis());
    return settings;
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** What is read from a connection. */
  @FunctionalInterface
  public interface Read<T> {
    /** Reads; the connection is closed by the caller. */
    T from(Connection connection) throws SQLException;
  }

  /** More reads wait than the database can answer in time. */
  public static final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BusyException() {
      super("too many reports at once");
    }
  }
}
