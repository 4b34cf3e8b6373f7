package io.storelens.report.query;

import io.storelens.report.coverage.Coverage;
import io.storelens.report.coverage.Expectation;
import io.storelens.report.coverage.Expected;
import io.storelens.report.period.Interval;
import io.storelens.report.period.Period;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the points of a series. */
record Points(RollUps rollUps, Period period, Expectation expectation, SmallGroups groups) {
  /** One for each hour, day, week, month or year of the period. */
  List<Series.Point> by(Interval interval) throws SQLException {
    return interval == Interval.HOUR ? byHour() : byDay(interval);
  }

  private List<Series.Point> byHour() throws SQLException {
    var counted = rollUps.byHour(period);
    var expected = expectation.byHour();
    var points = new ArrayList<Series.Point>();
    var end = period.to().plusDays(1).atStartOfDay();
    for (LocalDateTime hour = period.from().atStartOfDay();
        hour.isBefore(end);
        hour = hour.plusHours(1)) {
      var totals = counted.getOrDefault(hour, HourTotals.NONE);
      points.add(
          new Series.Point(
              hour,
              totals.customers(),
              groups.hide(totals.byGender()),
              Optional.empty(),
              Optional.empty(),
              Coverage.of(
                  expected.getOrDefault(hour, new Expected()),
                  totals.photos(),
                  0,
                  totals.coveredHours())));
    }
    return points;
  }

  private List<Series.Point> byDay(Interval interval) throws SQLException {
    var counted = rollUps.by(interval, period);
    var refused = rollUps.refusedBy(interval, period);
    var expected = expectation.by(interval);
    var points = new ArrayList<Series.Point>();
    for (LocalDate start = period.from();
        !start.isAfter(period.to());
        start = interval.startAfter(start)) {
      var key = interval.startOf(start);
      var totals = counted.getOrDefault(key, new FaceTotals());
      points.add(
          new Series.Point(
              start.atStartOfDay(),
              totals.customers(),
              groups.hide(totals.byGender()),
              Optional.of(groups.hide(totals.byAge())),
              Optional.of(groups.hide(totals.byMood())),
              Coverage.of(
                  expected.get(key),
                  totals.photos(),
                  refused.getOrDefault(key, 0L),
                  totals.coveredHours())));
    }
    return points;
  }
}
