package io.storelens.report.query;

import io.storelens.report.coverage.Coverage;
import io.storelens.report.coverage.Expectation;
import io.storelens.report.period.Comparison;
import io.storelens.report.period.Interval;
import io.storelens.report.period.Period;
import io.storelens.report.place.PlaceFilter;
import io.storelens.report.place.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** Reads the reports of one place and period on a connection. */
final class ReadReports {
  private final Scope scope;
  private final Period period;
  private final Instant now;
  private final RollUps rollUps;
  private final SmallGroups groups;
  private final Expectation expectation;

  ReadReports(Connection connection, Scope scope, Period period, Instant now) {
    this.scope = scope;
    this.period = period;
    this.now = now;
    this.rollUps = new RollUps(connection, scope);
    this.groups = new SmallGroups(scope.smallestGroup());
    this.expectation = new Expectation(scope.stores(), period, now);
  }

  Summary summary() throws SQLException {
    var totals = rollUps.totals(period);
    long refused = rollUps.refused(period);
    var genders = groups.hide(totals.byGender());
    var ages = groups.hide(totals.byAge());
    return new Summary(
        view(),
        totals.customers(),
        genders,
        ages,
        new SmallCells(groups.smallest(), totals.byGenderAndAge(), genders, ages).shown(),
        groups.hide(totals.byMood()),
        totals.photos(),
        refused,
        totals.belowRequirements(),
        Coverage.of(expectation.total(), totals.photos(), refused, totals.coveredHours()),
        groups.smallest(),
        groups.note(),
        Optional.empty());
  }

  Series series(Interval step) throws SQLException {
    return new Series(
        view(),
        step.code(),
        new Points(rollUps, period, expectation, groups).by(step),
        groups.smallest(),
        groups.note(),
        Optional.empty());
  }

  HeatMap heatMap() throws SQLException {
    var counted = rollUps.byWeekdayAndHour(period);
    long[][] open = expectation.byWeekdayAndHour();
    var cells = new ArrayList<HeatMap.Cell>();
    for (int day = 0; day < counted.length; day++) {
      for (int hour = 0; hour < counted[day].length; hour++) {
        long covered = Math.min(counted[day][hour].coveredHours(), open[day][hour]);
        cells.add(
            new HeatMap.Cell(
                day + 1,
                hour,
                counted[day][hour].customers(),
                open[day][hour],
                covered,
                Coverage.State.of(open[day][hour], covered)));
      }
    }
    return new HeatMap(view(), cells);
  }

  Ranking ranking(Optional<Ranking.Level> level, Optional<Comparison> against) throws SQLException {
    var by = level.orElseGet(() -> levelBelow(scope.filter()));
    return new Ranking(
        view(), by.code(), new RankedPlaces(rollUps, scope, by, now).in(period, against));
  }

  private View view() {
    return View.of(scope, period);
  }

  private static Ranking.Level levelBelow(PlaceFilter place) {
    if (place.city().isPresent() || place.store().isPresent()) {
      return Ranking.Level.STORE;
    }
    return place.region().isPresent() ? Ranking.Level.CITY : Ranking.Level.REGION;
  }
}
