package io.storelens.report.access;

import io.storelens.report.web.SecurityHeaders;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The cookie that carries a session. Scripts cannot read it, other sites' forms do not send it. */
final class SessionCookie {
  static final String NAME = "storelens_session";

  /** A browser takes a cookie with this prefix from HTTPS and this host alone (RFC 6265bis). */
  private static final String SECURE_NAME = "__Host-" + NAME;

  private SessionCookie() {}

  /** The session's value, if the browser sent one. */
  static Optional<String> read(RoutingContext request) {
    return Optional.ofNullable(request.request().getCookie(name(request))).map(Cookie::getValue);
  }

  /** Gives the browser {@code session}. */
  static void write(RoutingContext request, String session) {
    request.response().addCookie(cookie(request, session, Sessions.LIFETIME.toSeconds()));
  }

  /** Has the browser forget its session. */
  static void clear(RoutingContext request) {
    request.response().addCookie(cookie(request, "", 0));
  }

  private static String name(RoutingContext request) {
    return SecurityHeaders.isSecure(request) ? SECURE_NAME : NAME;
  }

  private static Cookie cookie(RoutingContext request, String value, long seconds) {
    return Cookie.cookie(name(request), value)
        .setPath("/")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.LAX)
        .setSecure(SecurityHeaders.isSecure(request))
        .setMaxAge(seconds);
  }
}
