package io.storelens.analyzer.result;

import io.storelens.contract.handover.PhotoId;
import io.storelens.contract.handover.RefusalReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;

/** Writes a batch in one transaction: facts and roll-ups are there together or not at all. */
final class BatchCommit {
  private static final String INSERT_REPORT =
      "insert into refusal_report (report_id) values (?) on conflict do nothing";

  private final Database database;

  BatchCommit(Database database) {
    this.database = database;
  }

  /**
   * Writes photos that are not there yet.
   *
   * @param photos sorted by id, each id once
   * @return the ids that were written now
   */
  Set<PhotoId> commit(Collection<FactRows.Placed> photos) throws SQLException {
    try (var connection = database.connect()) {
      try {
        var written = FactRows.insertPhotos(photos, connection);
        var fresh = photos.stream().filter(photo -> written.contains(photo.id())).toList();
        FactRows.insertCustomers(fresh, connection);
        var rollUps = new RollUps();
        fresh.forEach(photo -> rollUps.add(photo.outcome(), photo.place()));
        RollUpRows.add(rollUps, connection);
        connection.commit();
        return written;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    }
  }

  /**
   * Writes a report's sums, unless the report was counted before.
   *
   * @return whether it is counted now
   */
  boolean commit(RefusalReport report, RollUps rollUps) throws SQLException {
    try (var connection = database.connect()) {
      try (var statement = connection.prepareStatement(INSERT_REPORT)) {
        statement.setObject(1, report.id());
        boolean fresh = statement.executeUpdate() == 1;
        if (fresh) {
          RollUpRows.add(rollUps, connection);
        }
        connection.commit();
        return fresh;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    }
  }

  private static void rollBack(Connection connection, Exception reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
