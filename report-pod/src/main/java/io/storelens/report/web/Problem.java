package io.storelens.report.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * An error as a problem document (RFC 9457).
 *
 * @param type {@code about:blank}: the status says what kind of problem it is
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what is wrong, and what would be right
 * @param parameter the query parameter at fault
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Problem(
    String type, String title, int status, String detail, Optional<String> parameter) {
  /** The media type of a problem document. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A problem that is not a parameter's. */
  public static Problem of(int status, String detail) {
    return of(status, detail, Optional.empty());
  }

  static Problem of(int status, String detail, Optional<String> parameter) {
    return new Problem(
        "about:blank",
        HttpResponseStatus.valueOf(status).reasonPhrase(),
        status,
        detail,
        parameter);
  }

  /** Answers {@code request}. */
  public void send(RoutingContext request) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(Json.of(this));
  }
}
