package io.storelens.report.mail;

import io.storelens.report.coverage.Coverage;
import io.storelens.report.glossary.Glossary;
import io.storelens.report.period.Period;
import io.storelens.report.place.PlaceFilter;
import io.storelens.report.query.Summary;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The words of a mail. "No data" and "no customers" are not the same, and the subject says which.
 */
final class ReportMail {
  private final PlaceFilter place;
  private final Period period;
  private final Summary summary;

  ReportMail(PlaceFilter place, Period period, Summary summary) {
    this.place = place;
    this.period = period;
    this.summary = summary;
  }

  String subject() {
    return headline() + " – " + placeName() + ", " + days();
  }

  String text(Optional<String> pageAddress) {
    var text = new StringBuilder();
    line(text, headline() + " at " + placeName() + ", " + days() + ".");
    summary.comparison().ifPresent(comparison -> line(text, against(comparison)));
    line(text, "");
    line(text, seen());
    line(
        text,
        String.format(
            Locale.ROOT,
            "Photos: %,d analysed, %,d refused.",
            summary.photos(),
            summary.refused()));
    summary.note().ifPresent(note -> line(text, note));
    line(text, "");
    line(text, Glossary.NOTICE);
    pageAddress.ifPresent(address -> line(text, "\n" + link(address)));
    return text.toString();
  }

  private String headline() {
    if (summary.customers() > 0) {
      return String.format(
          Locale.ROOT,
          summary.coverage().state() == Coverage.State.COVERED
              ? "%,d customers"
              : "At least %,d customers",
          summary.customers());
    }
    return switch (summary.coverage().state()) {
      case CLOSED -> "Closed";
      case SILENT -> "No data";
      case PARTLY -> "No customers seen";
      case COVERED -> "No customers";
    };
  }

  private String seen() {
    var coverage = summary.coverage();
    return switch (coverage.state()) {
      case CLOSED -> "No store was open.";
      case SILENT ->
          "Stores were open for "
              + coverage.openHours()
              + " hours, but no photo came: look at the cameras. This does not say that nobody"
              + " came.";
      case PARTLY, COVERED ->
          String.format(
              Locale.ROOT,
              "Photos came in %,d of %,d open hours.",
              coverage.coveredHours(),
              coverage.openHours());
    };
  }

  private static String against(Summary.Comparison comparison) {
    String change =
        comparison.change() == null
            ? "None in the period before."
            : String.format(
                Locale.ROOT, "%+.1f %% against the period before.", 100 * comparison.change());
    return comparison
        .remark()
        .map(remark -> change + ' ' + remark + perHour(comparison))
        .orElse(change);
  }

  private static String perHour(Summary.Comparison comparison) {
    return comparison.changePerHour() == null
        ? ""
        : String.format(
            Locale.ROOT,
            " A covered hour had %+.1f %% customers.",
            100 * comparison.changePerHour());
  }

  private String link(String address) {
    var query = new StringBuilder("?from=" + period.from() + "&to=" + period.to());
    parameter(query, "region", place.region());
    parameter(query, "city", place.city());
    parameter(query, "store", place.store());
    return address.replaceAll("/+$", "") + "/" + query;
  }

  private static void parameter(StringBuilder query, String name, Optional<String> value) {
    value.ifPresent(
        text ->
            query
                .append('&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(text, StandardCharsets.UTF_8)));
  }

  private String placeName() {
    String text = place.toString();
    return text.isEmpty() ? "all stores" : text;
  }

  private String days() {
    return period.days() == 1 ? period.from().toString() : period.from() + " to " + period.to();
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
