package io.storelens.operator.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes rows that are older than they may be. Faces go by whole chunks, which costs next to
 * nothing; the rest by portions, so that no lock is held for long. May run any number of times.
 */
public final class Retention {
  private static final Logger LOGGER = LoggerFactory.getLogger(Retention.class);
  private static final int PORTION = 20_000;

  private static final String DROP_CHUNKS =
      """
      select count(*) from drop_chunks('face_observation',
        older_than => now() - make_interval(days => ?))
      """;

  private static final String DELETE =
      """
      delete from %1$s where ctid = any (array(
        select ctid from %1$s where %2$s < now() - make_interval(days => ?) limit %3$d))
      """;

  private final DataSource database;
  private final RetentionSettings settings;

  /**
   * @param database as its owner
   */
  public Retention(DataSource database, RetentionSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  /**
   * What was deleted.
   *
   * @param chunks days of faces
   * @param rows rows of the other tables
   */
  public record Deleted(long chunks, long rows) {}

  /**
   * Deletes what is too old.
   *
   * @throws SQLException if the database refuses; what was deleted until then stays deleted
   */
  public Deleted run() throws SQLException {
    try (Connection connection = database.getConnection()) {
      long chunks = dropChunks(connection);
      long rows =
          delete(connection, "photo", "committed_at", settings.receipts())
              + delete(connection, "refusal_report", "counted_at", settings.receipts())
              + delete(connection, "camera_hour", "hour", settings.cameraHours())
              + delete(connection, "camera_refusal", "hour", settings.cameraHours());
      LOGGER
          .atInfo()
          .addKeyValue("chunks", chunks)
          .addKeyValue("rows", rows)
          .log("old rows deleted");
      return new Deleted(chunks, rows);
    }
  }

  private long dropChunks(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DROP_CHUNKS)) {
      statement.setInt(1, settings.observations());
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        return answer.getLong(1);
      }
    }
  }

  private static long delete(Connection connection, String table, String column, int days)
      throws SQLException {
    long deleted = 0;
    try (PreparedStatement statement =
        connection.prepareStatement(DELETE.formatted(table, column, PORTION))) {
      statement.setInt(1, days);
      int portion;
      do {
        portion = statement.executeUpdate();
        deleted += portion;
      } while (portion == PORTION);
    }
    return deleted;
  }
}
