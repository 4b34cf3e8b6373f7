package io.storelens.analyzer.archive;

import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.contract.handover.Photo;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** One place that photos are kept in. Thread-safe. */
interface PhotoArchive {
  /** Names of days, in UTC. */
  Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  /** Keeps a photo; kept again, it is there once. */
  void keep(Photo photo, EncodedPhoto content) throws IOException;

  /**
   * Deletes all photos of days before {@code day}.
   *
   * @return how many were deleted
   */
  int deleteBefore(LocalDate day) throws IOException;

  /** Where a photo lies below the place: by day, camera and id. */
  static String path(Photo photo) {
    return "%s/%s/%s.jpg"
        .formatted(
            LocalDate.ofInstant(photo.capturedAt(), ZoneOffset.UTC), photo.camera(), photo.id());
  }

  /** Whether {@code name} is a day before {@code day}. */
  static boolean isBefore(String name, LocalDate day) {
    return DAY.matcher(name).matches() && LocalDate.parse(name).isBefore(day);
  }
}
