package io.storelens.analyzer.result;

import io.storelens.contract.handover.PhotoId;
import io.storelens.contract.handover.RefusalReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a batch in one transaction: facts and roll-ups are there together or not at all. All
 * statements go to the database at once, as though no photo were there yet; almost always so it is.
 */
final class BatchCommit {
  private static final String WRITE =
      String.join(";", FactRows.INSERT_PHOTOS, FactRows.INSERT_FACES, RollUpRows.ADD);

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
        var fresh = photos;
        while (!fresh.isEmpty() && !areAllWritten(fresh, connection)) {
          connection.rollback();
          // Whoever made them first has committed: the insertion waited for it.
          var known = FactRows.known(fresh, connection);
          fresh = fresh.stream().filter(photo -> !known.contains(photo.id())).toList();
        }
        connection.commit();
        return fresh.stream().map(FactRows.Placed::id).collect(Collectors.toSet());
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    }
  }

  /** Writes {@code photos}, and tells whether none of them was there. */
  private static boolean areAllWritten(Collection<FactRows.Placed> photos, Connection connection)
      throws SQLException {
    var rollUps = new RollUps();
    photos.forEach(photo -> rollUps.add(photo.outcome(), photo.place()));
    try (var statement = connection.prepareStatement(WRITE)) {
      int bound = FactRows.bind(photos, statement, connection);
      RollUpRows.bind(rollUps, statement, connection, bound);
      statement.execute();
      if (statement.getUpdateCount() != photos.size()) {
        return false;
      }
    }
    RollUpRows.addRefusals(rollUps, connection);
    return true;
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
          RollUpRows.addRefusals(rollUps, connection);
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
