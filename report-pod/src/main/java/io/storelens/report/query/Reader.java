package io.storelens.report.query;

import io.storelens.report.place.Catalogue;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;

/** The database as one viewer sees it: rows of other stores are not there. */
public interface Reader {
  /**
   * Runs {@code read} on a worker, in a transaction of its own that can only read.
   *
   * @param name a fixed word for the metric
   * @return what was read; fails as {@link Database} says
   */
  <T> Future<T> read(String name, Read<T> read);

  /**
   * Runs {@code read} likewise, for as long as somebody takes what it gives: it may take longer
   * than a report may.
   *
   * @param name a fixed word for the metric
   * @return what was read; fails as {@link Database} says, but not for taking long
   */
  <T> Future<T> stream(String name, Read<T> read);

  /**
   * The stores that the viewer sees, without their cameras, as they are now.
   *
   * @param connection the one that a read was given
   */
  Catalogue stores(Connection connection) throws SQLException;

  /** What is read from a connection. */
  @FunctionalInterface
  interface Read<T> {
    /** Reads; the connection is closed by the caller. */
    T from(Connection connection) throws SQLException;
  }
}
