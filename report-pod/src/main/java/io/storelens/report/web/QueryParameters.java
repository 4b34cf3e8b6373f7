package io.storelens.report.web;

import io.storelens.report.period.BadParameterException;
import io.storelens.report.period.Comparison;
import io.storelens.report.period.PeriodRequest;
import io.storelens.report.place.PlaceFilter;
import io.storelens.report.query.Against;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the query of a request. Every fault is a {@link BadParameterException}. */
public final class QueryParameters {
  private static final int MOST_CHARACTERS = 200;

  private final MultiMap values;

  /** The query of {@code request}, in which only {@code known} names may be, each once. */
  public QueryParameters(RoutingContext request, Set<String> known) {
    this.values = request.queryParams();
    for (String name : values.names()) {
      if (!known.contains(name)) {
        throw new BadParameterException(
            name,
            known.isEmpty()
                ? "is not known; there are no parameters here"
                : "is not known; parameters are "
                    + known.stream().sorted().collect(Collectors.joining(", ")));
      }
      if (values.getAll(name).size() > 1) {
        throw new BadParameterException(name, "is given more than once");
      }
    }
  }

  PlaceFilter place() {
    return new PlaceFilter(text("region"), text("city"), text("store"));
  }

  /** The other place or period that a report is held against. */
  Against against() {
    var place = new PlaceFilter(text("compareRegion"), text("compareCity"), text("compareStore"));
    return new Against(
        choice("compare", Comparison.values(), Comparison::code),
        place.equals(PlaceFilter.EVERYWHERE) ? Optional.empty() : Optional.of(place));
  }

  PeriodRequest period() {
    return new PeriodRequest(date("from"), date("to"));
  }

  /** One of {@code choices}, by the word that {@code code} gives it. */
  <E> Optional<E> choice(String name, E[] choices, Function<E, String> code) {
    return text(name)
        .map(
            text ->
                Arrays.stream(choices)
                    .filter(choice -> code.apply(choice).equals(text))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new BadParameterException(
                                name,
                                "'"
                                    + text
                                    + "' is not one of "
                                    + Arrays.stream(choices)
                                        .map(code)
                                        .collect(Collectors.joining(", ")))));
  }

  /** A name that has to be there. */
  String required(String name) {
    return text(name).orElseThrow(() -> new BadParameterException(name, "is missing"));
  }

  private Optional<LocalDate> date(String name) {
    return text(name)
        .map(
            text -> {
              try {
                // No more than four digits of year: others overflow the database's dates.
                if (text.length() == 10) {
                  return LocalDate.parse(text);
                }
              } catch (DateTimeException e) {
                throw notADate(name, text);
              }
              throw notADate(name, text);
            });
  }

  private static BadParameterException notADate(String name, String text) {
    return new BadParameterException(
        name, "'" + text + "' is not a date of the form yyyy-mm-dd, such as 2026-11-24");
  }

  private Optional<String> text(String name) {
    var text = Optional.ofNullable(values.get(name));
    if (text.isPresent() && text.get().isBlank()) {
      throw new BadParameterException(name, "is empty; leave it out for all");
    }
    if (text.isPresent() && text.get().length() > MOST_CHARACTERS) {
      throw new BadParameterException(name, "is longer than " + MOST_CHARACTERS + " characters");
    }
    return text;
  }
}
