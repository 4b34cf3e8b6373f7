package io.storelens.report.query;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Keeps small cells of a table of two kinds of groups, such as age bands for each gender, from
 * being shown, or from being worked out from its sums. A row or column whose sum is hidden is
 * hidden; so is every column with another cell that is too small; and more columns, smallest first,
 * until what is hidden of each row and column is nothing or no small group.
 */
final class SmallCells {
  private final int smallest;
  private final Map<String, Map<String, Long>> rows;
  private final Set<String> hiddenRows = new HashSet<>();
  private final Set<String> hiddenColumns = new HashSet<>();

  /**
   * A table and its sums.
   *
   * @param rows each with the same columns
   * @param rowSums as they are shown, null where they are hidden
   * @param columnSums likewise
   */
  SmallCells(
      int smallest,
      Map<String, Map<String, Long>> rows,
      Map<String, Long> rowSums,
      Map<String, Long> columnSums) {
    this.smallest = smallest;
    this.rows = rows;
    rowSums.forEach(
        (row, sum) -> {
          if (sum == null) {
            hiddenRows.add(row);
          }
        });
    columnSums.forEach(
        (column, sum) -> {
          if (sum == null || hasSmallCell(column)) {
            hiddenColumns.add(column);
          }
        });
    while (tellsTooMuch() && hideNextColumn(columnSums.keySet())) {
      // Each turn hides one more column, so this ends.
    }
  }

  /** The table, with null for what may not be shown. */
  Map<String, Map<String, Long>> shown() {
    var shown = new LinkedHashMap<String, Map<String, Long>>();
    rows.forEach(
        (name, row) -> {
          var cells = new LinkedHashMap<String, Long>();
          row.forEach(
              (column, customers) -> cells.put(column, isHidden(name, column) ? null : customers));
          shown.put(name, cells);
        });
    return shown;
  }

  private boolean isHidden(String row, String column) {
    return hiddenRows.contains(row) || hiddenColumns.contains(column);
  }

  private boolean hasSmallCell(String column) {
    return rows.entrySet().stream()
        .filter(row -> !hiddenRows.contains(row.getKey()))
        .anyMatch(row -> isSmall(row.getValue().get(column)));
  }

  private boolean isSmall(long customers) {
    return customers > 0 && customers < smallest;
  }

  private boolean tellsTooMuch() {
    return rows.entrySet().stream()
            .filter(row -> !hiddenRows.contains(row.getKey()))
            .anyMatch(row -> isSmall(hiddenOf(row.getValue())))
        || rows.values().iterator().next().keySet().stream()
            .filter(column -> !hiddenColumns.contains(column))
            .anyMatch(column -> isSmall(hiddenInColumn(column)));
  }

  private long hiddenOf(Map<String, Long> row) {
    return hiddenColumns.stream().mapToLong(row::get).sum();
  }

  private long hiddenInColumn(String column) {
    return hiddenRows.stream().mapToLong(row -> rows.get(row).get(column)).sum();
  }

  private boolean hideNextColumn(Set<String> columns) {
    var next =
        columns.stream()
            .filter(column -> !hiddenColumns.contains(column))
            .filter(column -> total(column) > 0)
            .min(
                Comparator.<String>comparingInt(column -> isSmall(hiddenInColumn(column)) ? 0 : 1)
                    .thenComparingLong(this::total));
    next.ifPresent(hiddenColumns::add);
    return next.isPresent();
  }

  private long total(String column) {
    return rows.values().stream().mapToLong(row -> row.get(column)).sum();
  }
}
