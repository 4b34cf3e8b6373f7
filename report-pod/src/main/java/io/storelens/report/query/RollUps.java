package io.storelens.report.query;

import io.storelens.report.period.Interval;
import io.storelens.report.period.Period;
import io.storelens.report.place.Scope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums over the roll-up views for the stores of one scope. Regions that are in it as a whole are
 * read from the rows of regions; of other stores whole months are read from the rows by month,
 * other days from the rows by day. The cost depends on places and days, never on customers.
 */
final class RollUps {
  private static final String OF_SCOPE_AND_PERIOD =
      " where store_id = any(?) and day between ? and ?";
  private static final String DAYS = " from report_store_day_by_group" + OF_SCOPE_AND_PERIOD;
  private static final String MONTHS =
      " from (select month as day, m.* from report_store_month_by_group m) months"
          + OF_SCOPE_AND_PERIOD;
  private static final String HOURS =
      " from (select h.*, 1 as covered_hours from report_store_hour h) hours" + OF_SCOPE_AND_PERIOD;
  private static final String HOURS_OF_DAY = " from report_store_hour_of_day" + OF_SCOPE_AND_PERIOD;
  private static final String OF_REGIONS_AND_PERIOD =
      " where region_id = any(?) and day between ? and ?";
  private static final String REGION_DAYS =
      " from report_region_day_by_group" + OF_REGIONS_AND_PERIOD;
  private static final String REGION_HOURS = " from report_region_hour" + OF_REGIONS_AND_PERIOD;
  private static final String MONTHS_BY_HOUR =
      " from (select month as day, m.* from report_store_month_hour m) months"
          + OF_SCOPE_AND_PERIOD;
  private static final String REFUSAL_DAYS = " from report_store_refusal_day" + OF_SCOPE_AND_PERIOD;
  private static final String REFUSAL_MONTHS =
      " from (select month as day, m.* from report_store_refusal_month m) months"
          + OF_SCOPE_AND_PERIOD;
  private static final String REGION_REFUSALS =
      " from report_region_refusal_day" + OF_REGIONS_AND_PERIOD;

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
    RowReader reader = row -> totals.add(row, 1);
    String select = "select " + FaceTotals.COLUMNS;
    read(select + REGION_DAYS, scope.wholeRegions(), period, reader);
    readMonthsAndDays(
        select + MONTHS, select + DAYS, scope.idsBesideWholeRegions(), period, reader);
    return totals;
  }

  /**
   * What was counted by day, week, month or year. A key is its first day, which may lie before the
   * period; what is counted does not. What has no rows has no key.
   */
  SortedMap<LocalDate, FaceTotals> by(Interval interval, Period period) throws SQLException {
    var totals = new TreeMap<LocalDate, FaceTotals>();
    String select =
        "select date_trunc('" + interval.code() + "', day::timestamp)::date, " + FaceTotals.COLUMNS;
    RowReader reader =
        row ->
            totals
                .computeIfAbsent(row.getObject(1, LocalDate.class), start -> new FaceTotals())
                .add(row, 2);
    read(select + REGION_DAYS + " group by 1", scope.wholeRegions(), period, reader);
    if (interval == Interval.MONTH || interval == Interval.YEAR) {
      readMonthsAndDays(
          select + MONTHS + " group by 1",
          select + DAYS + " group by 1",
          scope.idsBesideWholeRegions(),
          period,
          reader);
    } else {
      read(select + DAYS + " group by 1", scope.idsBesideWholeRegions(), period, reader);
    }
    return totals;
  }

  /** What was counted by local hour. An hour that the clock repeats is one. */
  SortedMap<LocalDateTime, HourTotals> byHour(Period period) throws SQLException {
    var totals = new TreeMap<LocalDateTime, HourTotals>();
    readHours(
        "select day, hour_of_day, sum(photos), sum(covered_hours), sum(customers), sum(female),"
            + " sum(male), sum(unknown)",
        " group by day, hour_of_day",
        period,
        row ->
            totals.merge(
                row.getObject(1, LocalDate.class).atTime(row.getInt(2), 0),
                new HourTotals(
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8)),
                HourTotals::and));
    return totals;
  }

  /** By weekday and local hour, without photos: {@code [weekday - 1][hour]}, Monday being 1. */
  StoreTotals[][] byWeekdayAndHour(Period period) throws SQLException {
    var totals = new StoreTotals[7][24];
    for (StoreTotals[] day : totals) {
      Arrays.fill(day, StoreTotals.NONE);
    }
    RowReader reader =
        row -> {
          int day = row.getInt(1) - 1;
          int hour = row.getInt(2);
          totals[day][hour] =
              totals[day][hour].and(new StoreTotals(row.getLong(3), 0, row.getLong(4)));
        };
    String sums = "hour_of_day, sum(customers), sum(covered_hours)";
    String byDay = "select date_part('isodow', day::timestamp)::int, " + sums;
    read(byDay + REGION_HOURS + " group by 1, 2", scope.wholeRegions(), period, reader);
    readMonthsAndDays(
        "select weekday, " + sums + MONTHS_BY_HOUR + " group by 1, 2",
        byDay + HOURS_OF_DAY + " group by 1, 2",
        scope.idsBesideWholeRegions(),
        period,
        reader);
    return totals;
  }

  /** By the key of the store. A store without rows has none. */
  Map<Integer, StoreTotals> byStore(Period period) throws SQLException {
    var totals = new HashMap<Integer, StoreTotals>();
    String select = "select store_id, sum(customers), sum(photos), sum(covered_hours)";
    readMonthsAndDays(
        select + MONTHS + " group by store_id",
        select + DAYS + " group by store_id",
        scope.ids(),
        period,
        row -> totals.merge(row.getInt(1), storeTotals(row, 2), StoreTotals::and));
    return totals;
  }

  /** Photos that were refused, by ingest or analyzer. */
  long refused(Period period) throws SQLException {
    var refused = new long[1];
    RowReader reader = row -> refused[0] += row.getLong(1);
    String select = "select coalesce(sum(photos), 0)";
    read(select + REGION_REFUSALS, scope.wholeRegions(), period, reader);
    readMonthsAndDays(
        select + REFUSAL_MONTHS,
        select + REFUSAL_DAYS,
        scope.idsBesideWholeRegions(),
        period,
        reader);
    return refused[0];
  }

  /** The same by day, week, month or year; keys as {@link #by} has them. */
  Map<LocalDate, Long> refusedBy(Interval interval, Period period) throws SQLException {
    var refused = new HashMap<LocalDate, Long>();
    String select =
        "select date_trunc('" + interval.code() + "', day::timestamp)::date, sum(photos)";
    RowReader reader =
        row -> refused.merge(row.getObject(1, LocalDate.class), row.getLong(2), Long::sum);
    read(select + REGION_REFUSALS + " group by 1", scope.wholeRegions(), period, reader);
    read(select + REFUSAL_DAYS + " group by 1", scope.idsBesideWholeRegions(), period, reader);
    return refused;
  }

  /** The same by the key of the store. */
  Map<Integer, Long> refusedByStore(Period period) throws SQLException {
    var refused = new HashMap<Integer, Long>();
    String select = "select store_id, sum(photos)";
    readMonthsAndDays(
        select + REFUSAL_MONTHS + " group by store_id",
        select + REFUSAL_DAYS + " group by store_id",
        scope.ids(),
        period,
        row -> refused.merge(row.getInt(1), row.getLong(2), Long::sum));
    return refused;
  }

  private static StoreTotals storeTotals(ResultSet row, int first) throws SQLException {
    return new StoreTotals(row.getLong(first), row.getLong(first + 1), row.getLong(first + 2));
  }

  /** Reads the whole months of {@code period} by {@code months}, what is left by {@code days}. */
  private void readMonthsAndDays(
      String months, String days, Integer[] stores, Period period, RowReader reader)
      throws SQLException {
    var whole = period.wholeMonths();
    if (whole.isPresent()) {
      read(months, stores, whole.get(), reader);
    }
    for (Period rest : period.restOfDays()) {
      read(days, stores, rest, reader);
    }
  }

  private void readHours(String select, String groupBy, Period period, RowReader reader)
      throws SQLException {
    read(select + REGION_HOURS + groupBy, scope.wholeRegions(), period, reader);
    read(select + HOURS + groupBy, scope.idsBesideWholeRegions(), period, reader);
  }

  private void read(String sql, Integer[] places, Period period, RowReader reader)
      throws SQLException {
    if (places.length == 0) {
      return;
    }
    try (var statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("int4", places));
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
