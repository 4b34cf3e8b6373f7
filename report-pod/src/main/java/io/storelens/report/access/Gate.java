package io.storelens.report.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.storelens.report.viewer.Grant;
import io.storelens.report.viewer.Viewer;
import io.storelens.report.web.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Lets pass who has logged in: by session, or for the API also by HTTP Basic (RFC 7617). Others are
 * sent to the login page, or get 401 from the API.
 */
public final class Gate {
  private static final String BASIC = "Basic ";
  private static final String MARK_OF_PAGE = "X-Requested-With";

  private final Login login;
  private final Sessions sessions;

  /** Lets pass who has one of {@code sessions}, or whom {@code login} accepts. */
  public Gate(Login login, Sessions sessions) {
    this.login = login;
    this.sessions = sessions;
  }

  /** Guards what browsers open. */
  public void page(RoutingContext request) {
    if (hasSession(request)) {
      letIn(request);
      return;
    }
    String wanted = URLEncoder.encode(request.request().uri(), StandardCharsets.UTF_8);
    request
        .response()
        .setStatusCode(302)
        .putHeader(HttpHeaders.LOCATION, LoginPage.PATH + "?to=" + wanted)
        .end();
  }

  /** Guards what programs call, the page's own among them. */
  public void api(RoutingContext request) {
    String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      passWithSession(request);
      return;
    }
    String[] credentials = basicCredentials(header);
    if (credentials == null) {
      refuse(request, "The Authorization header is not of the form: Basic base64(user:password).");
      return;
    }
    var outcome = login.attempt(request, credentials[0], credentials[1]);
    switch (outcome.result()) {
      case LET_IN -> letIn(request);
      case WRONG -> refuse(request, "User or password is wrong.");
      case MUST_WAIT -> {
        request.response().putHeader(HttpHeaders.RETRY_AFTER, outcome.waitSeconds());
        Problem.of(
                429, "Too many failed logins. Try again in " + outcome.waitSeconds() + " seconds.")
            .send(request);
      }
    }
  }

  private void passWithSession(RoutingContext request) {
    if (hasSession(request)) {
      letIn(request);
    } else {
      refuse(request, "Log in: send user and password by HTTP Basic, or use the page's session.");
    }
  }

  private static void letIn(RoutingContext request) {
    CurrentViewer.set(request, Viewer.of("admin", List.of(Grant.EVERYWHERE), true));
    request.next();
  }

  private boolean hasSession(RoutingContext request) {
    return SessionCookie.read(request).filter(sessions::isValid).isPresent();
  }

  private static void refuse(RoutingContext request, String detail) {
    // A browser answers "Basic" with a dialogue of its own, over the page that has a login form.
    boolean fromPage = request.request().getHeader(MARK_OF_PAGE) != null;
    request
        .response()
        .putHeader(
            HttpHeaderNames.WWW_AUTHENTICATE,
            fromPage
                ? "Session realm=\"storelens\""
                : "Basic realm=\"storelens\", charset=\"UTF-8\"");
    Problem.of(401, detail).send(request);
  }

  private static String[] basicCredentials(String header) {
    if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return null;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      return parts.length == 2 ? parts : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
