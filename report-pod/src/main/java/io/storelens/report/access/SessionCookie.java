package io.storelens.report.access;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The cookie that carries a session. Scripts cannot read it, other sites' forms do not send it. */
final class SessionCookie {
  static final String NAME = "storelens_session";

  private SessionCookie() {}

  /** The session's value, if the browser sent one. */
  static Optional<String> read(RoutingContext request) {
    return Optional.ofNullable(request.request().getCookie(NAME)).map(Cookie::getValue);
  }

  /** Gives the browser {@code session}. */
  static void write(RoutingContext request, String session) {
    request.response().addCookie(cookie(request, session, Sessions.LIFETIME.toSeconds()));
  }

  /** Has the browser forget its session. */
  static void clear(RoutingContext request) {
    request.response().addCookie(cookie(request, "", 0));
  }

  /** Whether the browser came by HTTPS, here or at the proxy before us. */
  static boolean isSecure(RoutingContext request) {
    return request.request().isSSL()
        || "https".equalsIgnoreCase(request.request().getHeader("X-Forwarded-Proto"));
  }

  private static Cookie cookie(RoutingContext request, String value, long seconds) {
    return Cookie.cookie(NAME, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.LAX)
        .setSecure(isSecure(request))
        .setMaxAge(seconds);
  }
}
