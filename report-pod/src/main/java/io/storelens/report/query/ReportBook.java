package io.storelens.report.query;

import io.storelens.report.coverage.Coverage;
import io.storelens.report.export.Book;
import io.storelens.report.export.Book.Fact;
import io.storelens.report.export.Chart;
import io.storelens.report.export.Column;
import io.storelens.report.export.Section;
import io.storelens.report.glossary.Glossary;
import io.storelens.report.period.Period;
import io.storelens.report.place.Scope;
import io.storelens.report.place.Store;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts a report together for export: its tables, and what is to be known of them. */
final class ReportBook {
  private static final int MOST_ZONES = 5;
  private static final int MOST_BARS = 20;
  private static final Map<String, String> LABELS =
      Map.of("hour", "HH:mm", "day", "d MMM", "week", "d MMM", "month", "MMM yy", "year", "yyyy");
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Scope scope;
  private final Period period;
  private final Summary summary;
  private final Instant now;

  ReportBook(Scope scope, Period period, Summary summary, Instant now) {
    this.scope = scope;
    this.period = period;
    this.summary = summary;
    this.now = now;
  }

  /** A book of these tables. */
  Book of(List<Section> sections) {
    return new Book(title(), facts(), sections);
  }

  /** Key figures, and customers by gender, age and mood. */
  List<Section> figures() {
    return List.of(
        Section.of(
            "Key figures",
            List.of(Column.text("Figure"), Column.count("Number")),
            List.of(
                new Object[] {"Customers", summary.customers()},
                new Object[] {"Photos analysed", summary.photos()},
                new Object[] {"Photos refused", summary.refused()},
                new Object[] {"Faces below requirements", summary.belowRequirements()},
                new Object[] {"Open hours", summary.coverage().openHours()},
                new Object[] {"Covered hours", summary.coverage().coveredHours()})),
        groups("Gender", summary.gender()),
        groups("Age", summary.age()),
        groups("Mood", summary.mood()));
  }

  static Section series(Series series) {
    var columns =
        new ArrayList<Column>(
            List.of(
                series.interval().equals("hour") ? Column.time("Hour") : Column.date("From"),
                Column.count("Customers"),
                Column.count("Female"),
                Column.count("Male"),
                Column.count("Unknown"),
                Column.count("Open hours"),
                Column.count("Covered hours"),
                Column.text("Coverage")));
    return Section.of(
            "Customers by " + series.interval(),
            columns,
            series.points().stream()
                .map(
                    point ->
                        new Object[] {
                          series.interval().equals("hour")
                              ? point.start()
                              : point.start().toLocalDate(),
                          point.customers(),
                          point.gender().get("female"),
                          point.gender().get("male"),
                          point.gender().get("unknown"),
                          point.coverage().openHours(),
                          point.coverage().coveredHours(),
                          point.coverage().state().code()
                        })
                .toList())
        .with(columns(series));
  }

  private static Chart columns(Series series) {
    var labels = DateTimeFormatter.ofPattern(LABELS.get(series.interval()), Locale.ENGLISH);
    return new Chart.Columns(
        List.of("Female", "Male", "Unknown"),
        series.points().stream()
            .map(
                point ->
                    new Chart.Bar(
                        labels.format(point.start()),
                        parts(point),
                        point.coverage().coveredHours() == 0
                            ? point.coverage().state().code()
                            : ""))
            .toList());
  }

  /** Hidden groups leave a gap, so then the customers are one part. */
  private static List<Long> parts(Series.Point point) {
    var genders =
        Arrays.asList(
            point.gender().get("female"),
            point.gender().get("male"),
            point.gender().get("unknown"));
    return genders.contains(null) ? Arrays.asList(null, null, point.customers()) : genders;
  }

  /** Customers by hour, a column for each weekday; hours in which all is closed are left out. */
  static Section busyHours(HeatMap heatMap) {
    var open = new TreeMap<Integer, List<HeatMap.Cell>>();
    for (HeatMap.Cell cell : heatMap.cells()) {
      open.computeIfAbsent(cell.hour(), hour -> new ArrayList<>()).add(cell);
    }
    open.values()
        .removeIf(
            cells ->
                cells.stream().allMatch(cell -> cell.openHours() == 0 && cell.customers() == 0));
    var days = Arrays.stream(DayOfWeek.values());
    var names = days.map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH)).toList();
    var columns = new ArrayList<Column>();
    columns.add(Column.text("Hour"));
    names.forEach(name -> columns.add(Column.count(name)));
    var rows = new ArrayList<Object[]>();
    var bars = new ArrayList<Chart.Bar>();
    open.forEach(
        (hour, cells) -> {
          String label = String.format(Locale.ROOT, "%02d:00", hour);
          var counts = cells.stream().map(ReportBook::customers).toList();
          var row = new ArrayList<Object>(List.of(label));
          row.addAll(counts);
          rows.add(row.toArray());
          bars.add(new Chart.Bar(label, counts, ""));
        });
    return Section.of("Busy hours", columns, rows).with(new Chart.Cells(names, bars));
  }

  private static Long customers(HeatMap.Cell cell) {
    boolean seen = cell.coveredHours() > 0 || cell.customers() > 0;
    return seen ? Long.valueOf(cell.customers()) : null;
  }

  static Section ranking(Ranking ranking) {
    return Section.of(
            "Ranking by " + ranking.by(),
            List.of(
                Column.text("Name"),
                Column.count("Customers"),
                Column.share("Share"),
                Column.count("Before"),
                Column.share("Change"),
                Column.text("Comparable"),
                Column.count("Open hours"),
                Column.count("Covered hours"),
                Column.text("Coverage")),
            ranking.entries().stream().map(ReportBook::row).toList())
        .with(
            new Chart.Rows(
                ranking.entries().stream()
                    .limit(MOST_BARS)
                    .map(entry -> Chart.Bar.of(entry.displayName(), entry.customers()))
                    .toList()));
  }

  private static Object[] row(Ranking.Entry entry) {
    var before = entry.before();
    return new Object[] {
      entry.displayName(),
      entry.customers(),
      entry.share(),
      before.map(Ranking.Before::customers).orElse(null),
      before.map(Ranking.Before::change).orElse(null),
      before.map(each -> each.comparable() ? "yes" : "no").orElse(""),
      entry.coverage().openHours(),
      entry.coverage().coveredHours(),
      entry.coverage().state().code()
    };
  }

  private Section groups(String title, Map<String, Long> groups) {
    return Section.of(
            title,
            List.of(Column.text(title), Column.count("Customers"), Column.share("Share")),
            groups.entrySet().stream()
                .map(
                    group ->
                        new Object[] {group.getKey(), group.getValue(), share(group.getValue())})
                .toList())
        .with(
            new Chart.Rows(
                groups.entrySet().stream()
                    .map(group -> Chart.Bar.of(group.getKey(), group.getValue()))
                    .toList()));
  }

  private Double share(Long part) {
    return part == null || summary.customers() == 0
        ? null
        : Double.valueOf(part / (double) summary.customers());
  }

  private String title() {
    return "Customers of " + place() + ", " + period.from() + " to " + period.to();
  }

  private String place() {
    String filter = scope.filter().toString();
    return filter.isEmpty() ? "all stores" : filter;
  }

  private List<Fact> facts() {
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("Place", place() + " (" + scope.stores().size() + " stores)"));
    facts.add(new Fact("Period", period.from() + " to " + period.to() + ", both included"));
    facts.add(new Fact("Time zone", "each store's local time: " + zones()));
    facts.add(new Fact("Coverage", coverage(summary.coverage())));
    summary.note().ifPresent(note -> facts.add(new Fact("Small groups", note)));
    scope
        .madeUp()
        .ifPresent(
            days ->
                facts.add(
                    new Fact(
                        "Made up",
                        "customers from " + days.from() + " to " + days.to() + " are samples")));
    facts.add(new Fact("Notice", Glossary.NOTICE));
    facts.add(new Fact("Made", MINUTES.format(now) + " UTC"));
    return facts;
  }

  private static String coverage(Coverage coverage) {
    return String.format(
        Locale.ROOT,
        "%s: photos in %,d of %,d open hours (%.0f %%); %s photos expected, %,d received, %,d refused",
        coverage.state().code(),
        coverage.coveredHours(),
        coverage.openHours(),
        100 * coverage.share(),
        coverage.expectedPhotos() == null
            ? "no number of"
            : String.format(Locale.ROOT, "%,d", coverage.expectedPhotos()),
        coverage.receivedPhotos(),
        coverage.refusedPhotos());
  }

  private String zones() {
    var zones =
        scope.stores().stream().map(Store::zone).map(Object::toString).distinct().sorted().toList();
    if (zones.size() > MOST_ZONES) {
      return zones.size() + " zones";
    }
    return zones.stream().collect(Collectors.joining(", "));
  }
}
