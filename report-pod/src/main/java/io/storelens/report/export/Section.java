package io.storelens.report.export;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A table of an export.
 *
 * @param title what it shows
 * @param columns its columns, at least one
 * @param rows its rows, which are read when they are written
 * @param chart its drawing, for formats that can show one
 */
public record Section(String title, List<Column> columns, Rows rows, Optional<Chart> chart) {
  public Section {
    columns = List.copyOf(columns);
  }

  /** A table without a drawing. */
  public Section(String title, List<Column> columns, Rows rows) {
    this(title, columns, rows, Optional.empty());
  }

  /** The same table with a drawing. */
  public Section with(Chart drawing) {
    return new Section(title, columns, rows, Optional.of(drawing));
  }

  /** A table whose rows are there already. */
  public static Section of(String title, List<Column> columns, List<Object[]> rows) {
    return new Section(
        title,
        columns,
        sink -> {
          for (Object[] row : rows) {
            sink.row(row);
          }
        });
  }

  /** Gives rows one after the other, so that they are never all in memory. */
  @FunctionalInterface
  public interface Rows {
    /** Gives every row to {@code sink}. */
    void to(Sink sink) throws IOException, SQLException;
  }

  /** Takes rows. */
  @FunctionalInterface
  public interface Sink {
    /** Takes a row: a cell for each column, of its kind or null. */
    void row(Object... cells) throws IOException;
  }
}
