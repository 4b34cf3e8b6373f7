package io.storelens.report.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.storelens.report.coverage.Coverage;
import java.util.List;
import java.util.Optional;

/**
 * Places by their customers.
 *
 * @param by region, city or store
 * @param entries most customers first; those without any too
 */
public record Ranking(@JsonUnwrapped View view, String by, List<Entry> entries) {
  /**
   * A place.
   *
   * @param name what a request chooses it by
   * @param displayName what people call it
   * @param customers faces that met their region's requirements
   * @param share of all customers of the ranking, 0 to 1; 0 where there are none
   * @param coverage how much of it was seen
   * @param before the period it is held against, where one was asked for
   */
  public record Entry(
      String name,
      String displayName,
      long customers,
      double share,
      Coverage coverage,
      @JsonInclude(Include.NON_ABSENT) Optional<Before> before) {}

  /**
   * The same place in another period.
   *
   * @param customers its customers then
   * @param change by what they differ, such as 0.12 for 12 % more; null where there were none
   * @param changePerHour the same of the customers of a covered hour; null where nothing was
   *     covered or nobody came
   * @param comparable whether about the same hours were seen of both
   */
  public record Before(
      long customers,
      @JsonInclude(Include.NON_NULL) Double change,
      @JsonInclude(Include.NON_NULL) Double changePerHour,
      boolean comparable) {}

  /** What a ranking compares. */
  public enum Level {
    REGION("region"),
    CITY("city"),
    STORE("store");

    private final String code;

    Level(String code) {
      this.code = code;
    }

    /** The word that the API uses. */
    public String code() {
      return code;
    }
  }
}
