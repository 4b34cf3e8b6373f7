package io.storelens.operator.retention;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Compresses faces older than a week, where the server's license lets it: under {@code apache} the
 * functions are there, but refuse.
 */
public final class Compression {
  private static final String IS_ON =
      """
      select compression_enabled from timescaledb_information.hypertables
      where hypertable_name = 'face_observation'
      """;

  private static final String SWITCH_ON =
      """
      alter table face_observation set (timescaledb.compress,
        timescaledb.compress_segmentby = 'store_id',
        timescaledb.compress_orderby = 'captured_at desc')
      """;

  private static final String COMPRESS =
      """
      select count(compress_chunk(chunk, if_not_compressed => true))
      from show_chunks('face_observation', older_than => interval '7 days') as chunk
      """;

  private final DataSource database;

  /**
   * @param database as its owner
   */
  public Compression(DataSource database) {
    this.database = database;
  }

  /**
   * Compresses what is old enough.
   *
   * @return whether the license lets it
   * @throws SQLException if the database refuses
   */
  public boolean run() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      if (!text(statement, "show timescaledb.license").equals("timescale")) {
        return false;
      }
      if (!text(statement, IS_ON).equals("t")) {
        statement.execute(SWITCH_ON);
      }
      statement.execute(COMPRESS);
      return true;
    }
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet answer = statement.executeQuery(query)) {
      return answer.next() ? answer.getString(1) : "";
    }
  }
}
