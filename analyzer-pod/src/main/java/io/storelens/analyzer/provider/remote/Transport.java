package io.storelens.analyzer.provider.remote;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** What HTTP clients have in common. */
public final class Transport {
  private Transport() {}

  /** Why there is no answer: the kind of the exception alone, for messages may quote a request. */
  public static CallFailedException failure(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
        return because(CallOutcome.TIMEOUT, "no answer in time", thrown);
      }
      if (cause instanceof IOException) {
        return because(
            CallOutcome.UNREACHABLE, "no connection: " + cause.getClass().getSimpleName(), thrown);
      }
    }
    return because(
        CallOutcome.UNREACHABLE, "no call: " + thrown.getClass().getSimpleName(), thrown);
  }

  /** {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a date; empty when it is neither. */
  public static Optional<Duration> retryAfter(Optional<String> header) {
    return header.map(String::strip).flatMap(Transport::parse);
  }

  private static Optional<Duration> parse(String text) {
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      var rest = Duration.between(Instant.now(), date);
      return Optional.of(rest.isNegative() ? Duration.ZERO : rest);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static CallFailedException because(
      CallOutcome outcome, String message, Throwable thrown) {
    var failure = new CallFailedException(outcome, message);
    failure.initCause(thrown);
    return failure;
  }
}
