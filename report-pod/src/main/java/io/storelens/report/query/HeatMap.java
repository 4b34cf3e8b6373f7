package io.storelens.report.query;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.storelens.report.coverage.Coverage;
import java.util.List;

/**
 * When customers come in a week.
 *
 * @param cells all 168, by weekday, then by hour
 */
public record HeatMap(@JsonUnwrapped View view, List<Cell> cells) {
  /**
   * An hour of the week.
   *
   * @param weekday 1 Monday to 7 Sunday (ISO 8601)
   * @param hour 0 to 23, in the stores' local time
   * @param customers faces that met their region's requirements, over the whole period
   * @param openHours hours of stores that were open then and are over, over the whole period
   * @param coveredHours those of them in which a photo was analysed
   * @param state what the customers mean
   */
  public record Cell(
      int weekday,
      int hour,
      long customers,
      long openHours,
      long coveredHours,
      Coverage.State state) {}
}
