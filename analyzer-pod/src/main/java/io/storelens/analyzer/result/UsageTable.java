package io.storelens.analyzer.result;

import io.storelens.analyzer.provider.budget.UsageLedger;
import java.sql.SQLException;
import java.time.LocalDate;

/** What providers cost, in the database. */
public final class UsageTable implements UsageLedger {
  private static final String ADD =
      """
      insert into provider_usage as old (provider, month, calls, cost) values (?, ?::date, ?, ?)
      on conflict (provider, month) do update set
        calls = old.calls + excluded.calls, cost = old.cost + excluded.cost
      returning calls, cost
      """;

  private final Database database;

  /** Writes to {@code database}. */
  public UsageTable(Database database) {
    this.database = database;
  }

  @Override
  public Usage add(String provider, LocalDate month, Usage usage) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.prepareStatement(ADD)) {
      statement.setString(1, provider);
      statement.setString(2, month.toString());
      statement.setLong(3, usage.calls());
      statement.setBigDecimal(4, usage.cost());
      try (var rows = statement.executeQuery()) {
        rows.next();
        var sum = new Usage(rows.getLong(1), rows.getBigDecimal(2));
        connection.commit();
        return sum;
      }
    }
  }
}
