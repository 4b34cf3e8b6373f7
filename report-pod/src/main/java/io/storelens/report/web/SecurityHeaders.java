package io.storelens.report.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * What browsers are told about every answer: no foreign or inline script, no frame, no guessing.
 */
public final class SecurityHeaders {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private SecurityHeaders() {}

  /** Adds them; reports are not to be stored by caches, other answers say so themselves. */
  public static void add(RoutingContext request) {
    var headers = request.response().headers();
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    if (isSecure(request)) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
    if (request.request().path().startsWith("/api/")) {
      headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    request.next();
  }

  /** Whether the browser came by HTTPS, here or at the proxy before us. */
  public static boolean isSecure(RoutingContext request) {
    return request.request().isSSL()
        || "https".equalsIgnoreCase(request.request().getHeader("X-Forwarded-Proto"));
  }
}
