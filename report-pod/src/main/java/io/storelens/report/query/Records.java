package io.storelens.report.query;

import com.zaxxer.hikari.HikariDataSource;
import io.storelens.contract.config.DatabaseConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What the pod itself keeps in the database: tokens, the audit log, ended sessions. Written and
 * read on one connection of its own, so that slow reports do not hold up a login.
 */
public final class Records {
  private final HikariDataSource source;
  private final WorkerExecutor worker;
  private final Duration timeout;

  /** Connects when first used. */
  public Records(Vertx vertx, DatabaseConfig config, Duration timeout) {
    this.timeout = timeout;
    var one = new DatabaseConfig(config.url(), config.user(), config.password(), config.role(), 1);
    this.source = ConnectionPool.of(one, timeout, false);
    this.worker =
        vertx.createSharedWorkerExecutor("report-records-" + System.identityHashCode(this), 1);
  }

  /** Runs {@code work} in a transaction of its own; fails with what it throws. */
  public <T> Future<T> run(Reader.Read<T> work) {
    return worker
        .executeBlocking(
            () -> {
              try (var connection = source.getConnection()) {
                connection.setAutoCommit(false);
                T result = work.from(connection);
                connection.commit();
                return result;
              }
            },
            false)
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends the connection. */
  public Future<?> close() {
    return worker
        .executeBlocking(
            () -> {
              source.close();
              return null;
            },
            false)
        .eventually(worker::close);
  }
}
