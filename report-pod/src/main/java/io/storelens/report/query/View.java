package io.storelens.report.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.storelens.report.period.Period;
import io.storelens.report.place.Scope;
import java.time.LocalDate;

/**
 * What an answer is about, as it was asked: places that were not chosen are left out.
 *
 * @param region the chosen region, or null
 * @param city the chosen city, or null
 * @param store the chosen store, or null
 * @param from first day, in the stores' local time
 * @param to last day
 * @param sampleData from the first to the last day that hold made-up customers of the place,
 *     whatever was asked; null where none do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record View(
    String region, String city, String store, LocalDate from, LocalDate to, Period sampleData) {
  /** Of {@code scope} in {@code period}. */
  public static View of(Scope scope, Period period) {
    var place = scope.filter();
    return new View(
        place.region().orElse(null),
        place.city().orElse(null),
        place.store().orElse(null),
        period.from(),
        period.to(),
        scope.madeUp().orElse(null));
  }
}
