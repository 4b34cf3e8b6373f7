package io.storelens.analyzer.intake;

import io.storelens.analyzer.photo.PhotoRefusedException;
import io.storelens.analyzer.provider.NotNowException;
import io.storelens.contract.handover.RefusalReason;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * An answer that is no success: a problem document (RFC 9457).
 *
 * @param status HTTP status
 * @param title what kind of problem it is; the same for all of a kind
 * @param detail what is wrong with this request, and the remedy where there is one
 * @param reason why a photo is refused for ever
 * @param retryAfter seconds after which to try again
 */
record Problem(
    int status,
    String title,
    String detail,
    Optional<RefusalReason> reason,
    Optional<Integer> retryAfter) {
  private static final String MEDIA_TYPE = "application/problem+json";
  private static final int SOON = 1;
  private static final int LATER = 5;
  private static final int MOST_SECONDS = 3600;

  static Problem badRequest(String detail) {
    return of(400, "Bad request", detail);
  }

  static Problem notFound(String path) {
    return of(404, "No such page", "there is nothing at " + path);
  }

  static Problem notAllowed(String method) {
    return of(405, "Method not allowed", method + " is not for this page, POST is");
  }

  static Problem tooLarge(long limit) {
    return of(413, "Too large", "more than the " + limit + " bytes that are taken");
  }

  /** RFC 9110, 15.5.20: another analyzer may have this region's policy. */
  static Problem notMyRegion(String region) {
    return of(421, "Not my region", "this analyzer has no policy for region " + region);
  }

  static Problem refused(PhotoRefusedException refusal) {
    return new Problem(
        422,
        "Photo can never be analysed",
        refusal.getMessage(),
        Optional.of(refusal.reason()),
        Optional.empty());
  }

  static Problem failed() {
    return of(500, "Analysis failed", "the analyzer's log says why");
  }

  static Problem busy(String detail) {
    return new Problem(503, "Busy", detail, Optional.empty(), Optional.of(SOON));
  }

  static Problem unavailable(String detail) {
    return new Problem(503, "Not available", detail, Optional.empty(), Optional.of(LATER));
  }

  static Problem notNow(NotNowException cause) {
    int seconds = (int) Math.max(SOON, Math.min(MOST_SECONDS, cause.retryAfter().toSeconds()));
    return new Problem(
        503, "Not available", cause.getMessage(), Optional.empty(), Optional.of(seconds));
  }

  /** Ends {@code response} with this. */
  void send(HttpServerResponse response) {
    if (response.ended() || response.closed()) {
      return;
    }
    var document =
        new JsonObject()
            .put(
                "type",
                reason.map(code -> "urn:storelens:refusal:" + code.code()).orElse("about:blank"))
            .put("title", title)
            .put("status", status)
            .put("detail", detail);
    reason.ifPresent(code -> document.put("reason", code.code()));
    retryAfter.ifPresent(seconds -> response.putHeader("Retry-After", Integer.toString(seconds)));
    response.setStatusCode(status).putHeader("Content-Type", MEDIA_TYPE).end(document.encode());
  }

  private static Problem of(int status, String title, String detail) {
    return new Problem(status, title, detail, Optional.empty(), Optional.empty());
  }
}
