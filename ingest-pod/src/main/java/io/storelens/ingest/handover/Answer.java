package io.storelens.ingest.handover;

import io.vertx.core.http.HttpClientResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What an analyzer said.
 *
 * @param status HTTP status; 0 if there was no answer
 * @param body text of the answer, such as a problem document, or why there was none
 * @param retryAfter how long it asks to be left alone (RFC 9110, 10.2.3)
 */
public record Answer(int status, String body, Optional<Duration> retryAfter) {
  private static final int MOST_BODY_CHARACTERS = 4096;

  static Answer of(HttpClientResponse response, String body) {
    return new Answer(
        response.statusCode(),
        body.substring(0, Math.min(body.length(), MOST_BODY_CHARACTERS)),
        retryAfter(response.getHeader("Retry-After"), Instant.now()));
  }

  static Answer none(Throwable failure) {
    return new Answer(0, String.valueOf(failure.getMessage()), Optional.empty());
  }

  /** Whether the photo or report is taken care of. */
  public boolean isTaken() {
    return status == 200;
  }

  /** Whether it can never be taken. */
  public boolean isNever() {
    return status == 422;
  }

  /** Whether this is about the analyzer, not about what it was given. */
  public boolean isNotNow() {
    return status == 0 || status == 429 || status == 503;
  }

  /** Seconds or an HTTP date; empty if it is neither. */
  static Optional<Duration> retryAfter(String header, Instant now) {
    if (header == null) {
      return Optional.empty();
    }
    var text = header.strip();
    if (text.matches("\\d{1,6}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      var until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
      return Optional.of(Duration.between(now, until)).filter(wait -> !wait.isNegative());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
