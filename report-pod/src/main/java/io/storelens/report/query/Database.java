package io.storelens.report.query;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storelens.contract.config.DatabaseConfig;
import io.storelens.report.place.Catalogue;
import io.storelens.report.place.Catalogues;
import io.storelens.report.viewer.Viewer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads from the database on a few threads of its own, never on an event loop. Connections are
 * read-only, take on the configured role, and have the server stop what runs too long.
 *
 * <p>Nothing is read but for a {@link Viewer}: each read is a transaction that begins by telling
 * the database whose it is, and the views show what that viewer may see. A read that told nothing
 * would see nothing.
 */
public final class Database {
  private static final int WAITING_PER_CONNECTION = 16;

  /** After this Vert.x warns of a thread that may be stuck. */
  private static final Duration LONGEST_STREAM = Duration.ofMinutes(30);

  private static final String LIMIT =
      "select set_config('storelens.scope', ?, true),"
          + " pg_has_role(current_user, 'storelens_reader', 'usage')";

  private final HikariDataSource source;
  private final Catalogues catalogues = new Catalogues();
  private final WorkerExecutor workers;
  private final MeterRegistry meters;
  private final Duration timeout;
  private final int mostReads;
  private final int mostStreams;
  private final WorkerExecutor streamWorkers;
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger streams = new AtomicInteger();

  /**
   * Connects when first used, so a database that is away does not keep the pod from starting.
   *
   * @param timeout longest a read may take, waiting included; at least 1 ms
   */
  public Database(Vertx vertx, DatabaseConfig config, Duration timeout, MeterRegistry meters) {
    this.timeout = timeout;
    this.meters = meters;
    this.source = ConnectionPool.of(config, timeout, true);
    this.workers =
        vertx.createSharedWorkerExecutor(
            "report-database-" + System.identityHashCode(this), config.connections());
    this.mostReads = config.connections() * WAITING_PER_CONNECTION;
    int streamsAtOnce = Math.max(1, config.connections() / 2);
    this.mostStreams = streamsAtOnce * WAITING_PER_CONNECTION;
    this.streamWorkers =
        vertx.createSharedWorkerExecutor(
            "report-export-" + System.identityHashCode(this),
            streamsAtOnce,
            LONGEST_STREAM.toMinutes(),
            TimeUnit.MINUTES);
  }

  /**
   * The database as {@code viewer} sees it. A read fails with {@link BusyException} when too many
   * wait already, with {@link TimeoutException} when it took too long, or with what it threw.
   */
  public Reader as(Viewer viewer) {
    return new Reader() {
      @Override
      public <T> Future<T> read(String name, Read<T> read) {
        return Database.this.read(viewer, name, read);
      }

      @Override
      public <T> Future<T> stream(String name, Read<T> read) {
        return Database.this.stream(viewer, name, read);
      }

      @Override
      public Catalogue stores(Connection connection) throws SQLException {
        return catalogues.ofStores(connection);
      }
    };
  }

  private <T> Future<T> read(Viewer viewer, String name, Reader.Read<T> read) {
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
                limit(connection, viewer);
                T answer = read.from(connection);
                connection.rollback();
                return answer;
              }
            },
            false)
        .onComplete(
            done -> {
              reads.decrementAndGet();
              timer.stop(timer(name, done.succeeded()));
            })
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  // On threads of its own kind: a client that takes its time must not keep reports waiting.
  private <T> Future<T> stream(Viewer viewer, String name, Reader.Read<T> read) {
    if (streams.incrementAndGet() > mostStreams) {
      streams.decrementAndGet();
      return Future.failedFuture(new BusyException());
    }
    var timer = Timer.start(meters);
    return streamWorkers
        .executeBlocking(
            () -> {
              try (var connection = source.getConnection()) {
                limit(connection, viewer);
                T answer = read.from(connection);
                connection.rollback();
                return answer;
              }
            },
            false)
        .onComplete(
            done -> {
              streams.decrementAndGet();
              timer.stop(timer(name, done.succeeded()));
            });
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
        .eventually(workers::close)
        .eventually(streamWorkers::close);
  }

  private Timer timer(String name, boolean succeeded) {
    return meters.timer(
        "storelens.report.query", "report", name, "outcome", succeeded ? "answered" : "failed");
  }

  /** Until the transaction ends. Fails where the role is not one that limits hold for. */
  private static void limit(Connection connection, Viewer viewer) throws SQLException {
    connection.setAutoCommit(false);
    try (var statement = connection.prepareStatement(LIMIT)) {
      statement.setString(1, viewer.scope());
      try (var rows = statement.executeQuery()) {
        rows.next();
        if (rows.getBoolean(2)) {
          throw new SQLInvalidAuthorizationSpecException(
              "the role sees every store: set DATABASE_ROLE to storelens_report", "42501");
        }
      }
    }
  }

  /** More reads wait than the database can answer in time. */
  public static final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BusyException() {
      super("too many reports at once");
    }
  }
}
