package io.storelens.analyzer.result;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the database sum the months that are over, once an hour: any analyzer does it for all stores,
 * and most find it done. Belongs to one thread.
 */
final class MonthEnds {
  private static final Logger LOGGER = LoggerFactory.getLogger(MonthEnds.class);
  private static final Duration EVERY = Duration.ofHours(1);

  private final Clock clock;
  private Instant due = Instant.MIN;

  MonthEnds(Clock clock) {
    this.clock = clock;
  }

  /**
   * Does it if it is due. A failure is logged, no more: until it works, months are sums of days.
   */
  void close(Connection connection) throws SQLException {
    var now = clock.instant();
    if (now.isBefore(due)) {
      return;
    }
    due = now.plus(EVERY);
    try (var statement = connection.createStatement()) {
      statement.execute("select close_months()");
      connection.commit();
    } catch (SQLException e) {
      LOGGER.atWarn().addKeyValue("sqlState", e.getSQLState()).log("months could not be summed");
      connection.rollback();
    }
  }
}
