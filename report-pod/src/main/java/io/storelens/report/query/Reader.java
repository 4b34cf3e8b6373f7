package io.storelens.report.query;

import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;

/** The database as one viewer sees it: rows of other stores are not there. */
@FunctionalInterface
public interface Reader {
  /**
   * Runs {@code read} on a worker, in a transaction of its own that can only read.
   *
   * @param name a fixed word for the metric
   * @return what was read; fails as {@link Database} says
   */
  <T> Future<T> read(String name, Read<T> read);

  /** What is read from a connection. */
  @FunctionalInterface
  interface Read<T> {
    /** Reads; the connection is closed by the caller. */
    T from(Connection connection) throws SQLException;
  }
}
