package io.storelens.operator.camera;

import io.storelens.crds.camera.Camera;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * What a person asks about a camera's password by annotation.
 *
 * @param request any text; another one than before asks for a new password
 * @param overlap how long the password before a change still counts
 */
record Rotation(Optional<String> request, Duration overlap) {
  /** Asks for a new password; the value is any text that was not there before, such as a date. */
  static final String REQUEST = "storelens.io/rotate-password";

  /** How long the old password still counts, an ISO-8601 duration such as {@code PT12H}. */
  static final String OVERLAP = "storelens.io/password-overlap";

  private static final Duration USUAL = Duration.ofHours(24);
  private static final Duration LONGEST = Duration.ofDays(90);

  /** An overlap that is unreadable, negative or longer than 90 days counts as 24 hours. */
  static Rotation of(Camera camera) {
    var annotations = Optional.ofNullable(camera.getMetadata().getAnnotations()).orElse(Map.of());
    return new Rotation(
        Optional.ofNullable(annotations.get(REQUEST)).filter(value -> !value.isBlank()),
        Optional.ofNullable(annotations.get(OVERLAP)).flatMap(Rotation::duration).orElse(USUAL));
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(Duration.parse(text))
          .filter(time -> !time.isNegative() && time.compareTo(LONGEST) <= 0);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
