package io.storelens.report.camera;

import io.storelens.report.coverage.Coverage;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/**
 * How a camera did over time.
 *
 * @param health how it does
 * @param from first day, in the store's local time
 * @param to last day
 * @param interval length of a point: hour or day
 * @param points one for each interval
 */
public record CameraTimeline(
    CameraHealth health, LocalDate from, LocalDate to, String interval, List<Point> points) {
  /**
   * One interval.
   *
   * @param start when it begins, in the store's local time
   * @param customers faces that met the region's requirements
   * @param faces all faces found
   * @param coverage photos that came, and in which of the store's open hours
   */
  public record Point(LocalDateTime start, long customers, long faces, Coverage coverage) {}
}
