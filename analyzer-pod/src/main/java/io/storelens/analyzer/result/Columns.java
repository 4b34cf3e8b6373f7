package io.storelens.analyzer.result;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Rows for one statement, as one array a column: {@code unnest} turns them into rows again, so a
 * batch of any size is one statement of one shape.
 */
final class Columns<R> {
  private static final Map<String, IntFunction<Object[]>> ARRAYS =
      Map.of(
          "int2", Short[]::new,
          "int4", Integer[]::new,
          "int8", Long[]::new,
          "float4", Float[]::new,
          "float8", Double[]::new,
          "text", String[]::new,
          "bytea", byte[][]::new);

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

  /** Binds the columns as parameters from {@code first} on, and returns the next one. */
  int bind(PreparedStatement statement, Connection connection, int first) throws SQLException {
    int parameter = first;
    for (Column<R> column : columns) {
      statement.setArray(parameter++, connection.createArrayOf(column.type, values(column)));
    }
    return parameter;
  }

  /** An array of the class that the driver sends as bytes; those of other classes go as text. */
  private Object[] values(Column<R> column) {
    var values = ARRAYS.getOrDefault(column.type, Object[]::new).apply(rows.size());
    int place = 0;
    for (R row : rows) {
      values[place++] = column.value.apply(row);
    }
    return values;
  }

  /** Runs {@code sql}, unless there is no row. */
  void execute(Connection connection, String sql) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(sql)) {
      bind(statement, connection, 1);
      statement.executeUpdate();
    }
  }
}
