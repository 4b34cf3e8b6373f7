package io.storelens.report.query;

import io.storelens.report.period.Interval;
import io.storelens.report.period.Period;
import io.storelens.report.place.Scope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums over the roll-up views for the stores of one scope. Whole months are read from the rows by
 * month, other days from the rows by day: the cost depends on stores and days, never on customers.
 */
final class RollUps {
  private static final String OF_SCOPE_AND_PERIOD =
      " where store_id = any(?) and day between ? and ?";
  private static final String DAYS = " from report_store_day" + OF_SCOPE_AND_PERIOD;
  private static final String MONTHS =
      " from (select month as day, m.* from report_store_month m) months" + OF_SCOPE_AND_PERIOD;
  private static final String HOURS = " from report_store_hour" + OF_SCOPE_AND_PERIOD;
  private static final String REFUSALS = " from report_refusal" + OF_SCOPE_AND_PERIOD;

  private final Connection connection;
  private final Scope scope;

  /** Reads for {@code scope} on {@code connection}, which stays open. */
  RollUps(Connection connection, Scope scope) {
    this.connection = connection;
    this.scope = scope;
  }

  /** All that was counted in {@code period}. */
  FaceTotals totals(Period period) throws SQLException {
    var totals = new FaceTotals();
    readMonthsAndDays("select " + FaceTotals.COLUMNS, "", period, row -> totals.add(row, 1));
    return totals;
  }

  /**
   * What was counted by day, week or month. A key is its first day, which may lie before the
   * period; what is counted does not. What has no rows has no key.
   */
  SortedMap<LocalDate, FaceTotals> by(Interval interval, Period period) throws SQLException {
    var totals = new TreeMap<LocalDate, FaceTotals>();
    String select =
        "select date_trunc('" + interval.code() + "', day)::date, " + FaceTotals.COLUMNS;
    RowReader reader =
        row ->
            totals
                .computeIfAbsent(row.getObject(1, LocalDate.class), start -> new FaceTotals())
                .add(row, 2);
    if (interval == Interval.MONTH) {
      readMonthsAndDays(select, " group by 1", period, reader);
    } else {
      read(select + DAYS + " group by 1", period, reader);
    }
    return totals;
  }

  /** What was counted by local hour. An hour that the clock repeats is one. */
  SortedMap<LocalDateTime, HourTotals> byHour(Period period) throws SQLException {
    var totals = new TreeMap<LocalDateTime, HourTotals>();
    read(
        "select day, hour_of_day, sum(customers), sum(female), sum(male), sum(unknown)"
            + HOURS
            + " group by day, hour_of_day",
        period,
        row ->
            totals.put(
                row.getObject(1, LocalDate.class).atTime(row.getInt(2), 0),
                new HourTotals(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6))));
    return totals;
  }

  /** Customers by weekday and local hour: {@code [weekday - 1][hour]}, Monday being 1. */
  long[][] byWeekdayAndHour(Period period) throws SQLException {
    var customers = new long[7][24];
    read(
        "select extract(isodow from day)::int, hour_of_day, sum(customers)"
            + HOURS
            + " group by 1, 2",
        period,
        row -> customers[row.getInt(1) - 1][row.getInt(2)] = row.getLong(3));
    return customers;
  }

  /** Customers by the key of their store. A store without rows has none. */
  Map<Integer, Long> byStore(Period period) throws SQLException {
    var customers = new HashMap<Integer, Long>();
    readMonthsAndDays(
        "select store_id, sum(customers)",
        " group by store_id",
        period,
        row -> customers.merge(row.getInt(1), row.getLong(2), Long::sum));
    return customers;
  }

  /** Photos that were refused, by ingest or analyzer. */
  long refused(Period period) throws SQLException {
    var refused = new long[1];
    read("select coalesce(sum(photos), 0)" + REFUSALS, period, row -> refused[0] = row.getLong(1));
    return refused[0];
  }

  private void readMonthsAndDays(String select, String groupBy, Period period, RowReader reader)
      throws SQLException {
    var months = period.wholeMonths();
    if (months.isPresent()) {
      read(select + MONTHS + groupBy, months.get(), reader);
    }
    for (Period days : period.restOfDays()) {
      read(select + DAYS + groupBy, days, reader);
    }
  }

  private void read(String sql, Period period, RowReader reader) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("int4", scope.ids()));
      statement.setObject(2, period.from());
      statement.setObject(3, period.to());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }

  /** Takes what it needs of a row. */
  @FunctionalInterface
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }
}
