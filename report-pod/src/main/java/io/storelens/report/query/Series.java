package io.storelens.report.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.storelens.report.coverage.Coverage;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Customers over time.
 *
 * @param interval length of a point: hour, day, week, month or year
 * @param points one for each interval of the period, in order; without customers they are zeros
 * @param smallestGroup fewest customers of a group that are shown; 1 shows all
 * @param note what a reader should know of hidden groups
 * @param comparison the same of another period or place, where one was asked for; its points stand
 *     beside those of the same number
 */
public record Series(
    @JsonUnwrapped View view,
    String interval,
    List<Point> points,
    int smallestGroup,
    @JsonInclude(Include.NON_ABSENT) Optional<String> note,
    @JsonInclude(Include.NON_ABSENT) Optional<Series> comparison) {
  /**
   * One interval. In the maps null is a group too small to show.
   *
   * @param start when it begins, in the stores' local time; never before the period does
   * @param customers faces that met their region's requirements
   * @param gender customers by gender
   * @param age customers by age band; left out for hours, which are not counted by it
   * @param mood customers by mood; left out for hours, which are not counted by it
   * @param coverage how much of it was seen; hours do not say what was refused or expected
   */
  @JsonInclude(Include.NON_ABSENT)
  public record Point(
      LocalDateTime start,
      long customers,
      Map<String, Long> gender,
      Optional<Map<String, Long>> age,
      Optional<Map<String, Long>> mood,
      Coverage coverage) {}

  /** This series beside {@code other}. */
  Series beside(Series other) {
    return new Series(view, interval, points, smallestGroup, note, Optional.of(other));
  }
}
