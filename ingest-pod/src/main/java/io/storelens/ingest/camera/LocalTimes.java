package io.storelens.ingest.camera;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

/** What a clock without a zone means. */
final class LocalTimes {
  private LocalTimes() {}

  /**
   * The moment at which clocks of {@code zone} show {@code local}. Where clocks are put back and
   * show it twice, and where they are put forward and never show it, the offset that gives the
   * moment nearest to {@code arrival}.
   */
  static Instant nearest(LocalDateTime local, ZoneId zone, Instant arrival) {
    return offsets(local, zone).stream()
        .map(local::toInstant)
        .min(Comparator.comparing(moment -> Duration.between(moment, arrival).abs()))
        .orElseThrow();
  }

  private static List<ZoneOffset> offsets(LocalDateTime local, ZoneId zone) {
    var rules = zone.getRules();
    var change = rules.getTransition(local);
    return change == null
        ? rules.getValidOffsets(local)
        : List.of(change.getOffsetBefore(), change.getOffsetAfter());
  }
}
