package io.storelens.report.query;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

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
   */
  public record Entry(String name, String displayName, long customers, double share) {}

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
