package io.storelens.report.query;

import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import io.storelens.report.coverage.Coverage;
import io.storelens.report.coverage.Expectation;
import io.storelens.report.coverage.Expected;
import io.storelens.report.export.Column;
import io.storelens.report.export.Section;
import io.storelens.report.period.Interval;
import io.storelens.report.period.Period;
import io.storelens.report.place.Scope;
import io.storelens.report.place.Store;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Rows a store and day, or a store and hour, for export. They are read a store at a time, so that
 * however many stores there are, the memory of one is enough.
 */
final class StoreRows {
  private final Connection connection;
  private final Scope scope;
  private final Period period;
  private final Instant now;

  StoreRows(Connection connection, Scope scope, Period period, Instant now) {
    this.connection = connection;
    this.scope = scope;
    this.period = period;
    this.now = now;
  }

  /** Every store's every day, also those without customers. */
  Section days() {
    var columns = new ArrayList<Column>(placeColumns());
    columns.add(Column.date("Day"));
    columns.add(Column.count("Customers"));
    Arrays.stream(Gender.values()).forEach(each -> columns.add(Column.count(each.code())));
    Arrays.stream(AgeBand.values())
        .forEach(each -> columns.add(Column.count("age " + each.code())));
    Arrays.stream(Mood.values()).forEach(each -> columns.add(Column.count("mood " + each.code())));
    columns.addAll(coverageColumns());
    return new Section("Days of stores", columns, this::writeDays);
  }

  /** Every store's open hours, and those in which customers came none the less. */
  Section hours() {
    var columns = new ArrayList<Column>(placeColumns());
    columns.add(Column.time("Hour"));
    columns.add(Column.count("Customers"));
    Arrays.stream(Gender.values()).forEach(each -> columns.add(Column.count(each.code())));
    columns.add(Column.count("Photos analysed"));
    columns.add(Column.count("Open hours"));
    columns.add(Column.count("Covered hours"));
    columns.add(Column.text("Coverage"));
    return new Section("Hours of stores", columns, this::writeHours);
  }

  private void writeDays(Section.Sink sink) throws IOException, SQLException {
    for (Store store : scope.stores()) {
      var only = Scope.of(store);
      var rollUps = new RollUps(connection, only);
      var counted = rollUps.by(Interval.DAY, period);
      var refused = rollUps.refusedBy(Interval.DAY, period);
      var expected = new Expectation(only.stores(), period, now).by(Interval.DAY);
      var groups = new SmallGroups(store.smallestGroup());
      for (LocalDate day = period.from(); !day.isAfter(period.to()); day = day.plusDays(1)) {
        var totals = counted.getOrDefault(day, new FaceTotals());
        var row = new ArrayList<Object>(placeOf(store));
        row.add(day);
        row.add(totals.customers());
        row.addAll(groups.hide(totals.byGender()).values());
        row.addAll(groups.hide(totals.byAge()).values());
        row.addAll(groups.hide(totals.byMood()).values());
        row.addAll(
            cells(
                Coverage.of(
                    expected.get(day),
                    totals.photos(),
                    refused.getOrDefault(day, 0L),
                    totals.coveredHours())));
        sink.row(row.toArray());
      }
    }
  }

  private void writeHours(Section.Sink sink) throws IOException, SQLException {
    for (Store store : scope.stores()) {
      var only = Scope.of(store);
      var counted = new RollUps(connection, only).byHour(period);
      var expected = new Expectation(only.stores(), period, now).byHour();
      var groups = new SmallGroups(store.smallestGroup());
      var end = period.to().plusDays(1).atStartOfDay();
      for (LocalDateTime hour = period.from().atStartOfDay();
          hour.isBefore(end);
          hour = hour.plusHours(1)) {
        if (counted.containsKey(hour) || expected.containsKey(hour)) {
          writeHour(sink, store, hour, counted, expected, groups);
        }
      }
    }
  }

  private static void writeHour(
      Section.Sink sink,
      Store store,
      LocalDateTime hour,
      Map<LocalDateTime, HourTotals> counted,
      Map<LocalDateTime, Expected> expected,
      SmallGroups groups)
      throws IOException {
    var totals = counted.getOrDefault(hour, HourTotals.NONE);
    var coverage =
        Coverage.of(
            expected.getOrDefault(hour, new Expected()), totals.photos(), 0, totals.coveredHours());
    var row = new ArrayList<Object>(placeOf(store));
    row.add(hour);
    row.add(totals.customers());
    row.addAll(groups.hide(totals.byGender()).values());
    row.add(totals.photos());
    row.add(coverage.openHours());
    row.add(coverage.coveredHours());
    row.add(coverage.state().code());
    sink.row(row.toArray());
  }

  private static List<Column> placeColumns() {
    return List.of(
        Column.text("Region"),
        Column.text("Country"),
        Column.text("City"),
        Column.text("Store"),
        Column.text("Store name"),
        Column.text("Time zone"));
  }

  private static Collection<String> placeOf(Store store) {
    return List.of(
        store.region(),
        store.country(),
        store.city(),
        store.name(),
        store.displayName(),
        store.zone().getId());
  }

  static List<Column> coverageColumns() {
    return List.of(
        Column.count("Photos expected"),
        Column.count("Photos received"),
        Column.count("Photos refused"),
        Column.count("Open hours"),
        Column.count("Covered hours"),
        Column.text("Coverage"));
  }

  static List<Object> cells(Coverage coverage) {
    return Arrays.asList(
        coverage.expectedPhotos(),
        coverage.receivedPhotos(),
        coverage.refusedPhotos(),
        coverage.openHours(),
        coverage.coveredHours(),
        coverage.state().code());
  }
}
