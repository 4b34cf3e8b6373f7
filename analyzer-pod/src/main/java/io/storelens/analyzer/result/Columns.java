package io.storelens.analyzer.result;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Rows for one statement, as one array a column: {@code unnest} turns them into rows again, so a
 * batch of any size is one statement of one shape.
 */
final class Columns<R> {
  private final Collection<R> rows;
  private final List<Column<R>> columns = new ArrayList<>();

  private record Column<R>(String type, Function<R, Object> value) {}

  Columns(Collection<R> rows) {
    this.rows = rows;
  }

  /** Adds a column of a PostgreSQL type. */
  Columns<R> with(String type, Function<R, Object> value) {
    columns.add(new Column<>(type, value));
    return this;
  }

  /** Binds the columns as parameters 1, 2, … of {@code statement}. */
  PreparedStatement bind(PreparedStatement statement, Connection connection) throws SQLException {
    int parameter = 1;
    for (Column<R> column : columns) {
      Array array =
          connection.createArrayOf(
              column.type, rows.stream().map(column.value).toArray(Object[]::new));
      statement.setArray(parameter++, array);
    }
    return statement;
  }

  /** Runs {@code sql}, which selects a function that answers nothing, unless there is no row. */
  void call(Connection connection, String sql) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(sql)) {
      bind(statement, connection).executeQuery().close();
    }
  }

  /** Runs {@code sql}, unless there is no row. */
  void execute(Connection connection, String sql) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(sql)) {
      bind(statement, connection).executeUpdate();
    }
  }
}
