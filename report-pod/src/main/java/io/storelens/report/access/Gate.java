package io.storelens.report.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.storelens.report.token.Tokens;
import io.storelens.report.viewer.Viewer;
import io.storelens.report.web.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Lets pass who has logged in: by session, or for the API also by token (RFC 6750) or HTTP Basic
 * (RFC 7617). Others are sent to the login page, or get 401 from the API.
 */
public final class Gate {
  private static final String BASIC = "Basic ";
  private static final String BEARER = "Bearer ";
  private static final String MARK_OF_PAGE = "X-Requested-With";

  private final Login login;
  private final Sessions sessions;
  private final Accounts accounts;
  private final Tokens tokens;

  /** Lets pass who has one of {@code sessions} or {@code tokens}, or whom {@code login} accepts. */
  public Gate(Login login, Sessions sessions, Accounts accounts, Tokens tokens) {
    this.login = login;
    this.sessions = sessions;
    this.accounts = accounts;
    this.tokens = tokens;
  }

  /** Guards what browsers open. */
  public void page(RoutingContext request) {
    var viewer = viewerOfSession(request);
    if (viewer.isPresent()) {
      letIn(request, viewer.get());
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
      viewerOfSession(request)
          .ifPresentOrElse(
              viewer -> letIn(request, viewer),
              () ->
                  refuse(
                      request,
                      "Log in: send a token, or user and password by HTTP Basic, or use the page's"
                          + " session."));
      return;
    }
    if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      byToken(request, header.substring(BEARER.length()).strip());
      return;
    }
    String[] credentials = basicCredentials(header);
    if (credentials == null) {
      refuse(
          request,
          "The Authorization header is not of the form: Basic base64(user:password), or Bearer"
              + " token.");
      return;
    }
    byPassword(request, credentials[0], credentials[1]);
  }

  private void byPassword(RoutingContext request, String user, String password) {
    // A body must not pass by while the password is looked at.
    request.request().pause();
    login
        .byRequest(request, user, password)
        .onSuccess(
            outcome -> {
              request.request().resume();
              switch (outcome.result()) {
                case LET_IN ->
                    outcome
                        .identity()
                        .flatMap(accounts::viewer)
                        .ifPresentOrElse(
                            viewer -> letIn(request, viewer),
                            () -> refuse(request, "User or password is wrong."));
                case WRONG -> refuse(request, "User or password is wrong.");
                case MUST_WAIT -> {
                  request.response().putHeader(HttpHeaders.RETRY_AFTER, outcome.waitSeconds());
                  Problem.of(
                          429,
                          "Too many failed logins. Try again in "
                              + outcome.waitSeconds()
                              + " seconds.")
                      .send(request);
                }
              }
            })
        .onFailure(request::fail);
  }

  private void byToken(RoutingContext request, String token) {
    request.request().pause();
    tokens
        .viewer(token)
        .onSuccess(
            viewer -> {
              request.request().resume();
              viewer.ifPresentOrElse(
                  known -> letIn(request, known),
                  () -> refuse(request, "The token is unknown, revoked or too old."));
            })
        .onFailure(request::fail);
  }

  private Optional<Viewer> viewerOfSession(RoutingContext request) {
    return SessionCookie.read(request)
        .flatMap(sessions::read)
        .map(Session::identity)
        .flatMap(accounts::viewer);
  }

  private static void letIn(RoutingContext request, Viewer viewer) {
    CurrentViewer.set(request, viewer);
    request.next();
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
