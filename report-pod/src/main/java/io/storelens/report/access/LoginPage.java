package io.storelens.report.access;

import io.storelens.report.audit.AuditLog;
import io.storelens.report.audit.AuditLog.Event;
import io.storelens.report.web.SecurityHeaders;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.CSRFHandler;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The login form, and the way out. Both forms carry a token that other sites cannot know (double
 * submit, OWASP's cheat sheet on cross-site request forgery).
 */
public final class LoginPage {
  /** Where the form is. */
  public static final String PATH = "/login";

  private static final long MOST_FORM_BYTES = 8 * 1024;
  private static final String EXPIRED = "expired";

  private final Login login;
  private final Sessions sessions;
  private final AuditLog audit;
  private final boolean provider;
  private final Template template;
  private final CSRFHandler tokens;
  private final CSRFHandler secureTokens;

  /**
   * A form that is drawn from {@code template}, with the places token, to, message and provider.
   *
   * @param secret what the forms' tokens are signed with
   * @param provider whether users can log in at an identity provider
   */
  public LoginPage(
      Vertx vertx,
      Login login,
      Sessions sessions,
      AuditLog audit,
      byte[] secret,
      boolean provider,
      Template template) {
    this.login = login;
    this.sessions = sessions;
    this.audit = audit;
    this.provider = provider;
    this.template = template;
    String key = new Seal(secret, "form").keyText();
    this.tokens = tokens(vertx, key).setCookieSecure(false);
    this.secureTokens = tokens(vertx, key).setCookieSecure(true);
  }

  /** Adds the form and what it is sent to. */
  public void mount(Router router) {
    router.get(PATH).handler(this::handleToken).handler(this::show);
    router
        .post(PATH)
        .handler(BodyHandler.create(false).setBodyLimit(MOST_FORM_BYTES))
        .handler(this::handleToken)
        .handler(this::logIn)
        .failureHandler(this::askAgain);
    router
        .post("/logout")
        .handler(BodyHandler.create(false).setBodyLimit(MOST_FORM_BYTES))
        .handler(this::handleToken)
        .handler(this::logOut);
  }

  /** Gives the browser a token for a later form; checks the one of a form that is sent. */
  public void handleToken(RoutingContext request) {
    (SecurityHeaders.isSecure(request) ? secureTokens : tokens).handle(request);
  }

  private void show(RoutingContext request) {
    String notice = request.request().getParam("notice");
    String message =
        EXPIRED.equals(notice)
            ? "This form was open for too long. Please log in again."
            : OidcLogin.FAILED.equals(notice)
                ? "The login at your organisation did not succeed. Please try again."
                : "";
    draw(request, 200, message, request.request().getParam("to"));
  }

  private void logIn(RoutingContext request) {
    String user = request.request().getFormAttribute("user");
    String password = request.request().getFormAttribute("password");
    String to = request.request().getFormAttribute("to");
    login
        .byForm(request, user == null ? "" : user, password == null ? "" : password)
        .onSuccess(outcome -> answer(request, outcome, to))
        .onFailure(request::fail);
  }

  private void answer(RoutingContext request, Login.Outcome outcome, String to) {
    switch (outcome.result()) {
      case LET_IN -> {
        SessionCookie.read(request).flatMap(sessions::read).ifPresent(sessions::end);
        SessionCookie.write(request, sessions.begin(outcome.identity().orElseThrow()));
        redirect(request, ownPath(to));
      }
      case WRONG -> draw(request, 401, "User or password is wrong.", to);
      case MUST_WAIT -> {
        request.response().putHeader(HttpHeaders.RETRY_AFTER, outcome.waitSeconds());
        draw(
            request,
            429,
            "Too many failed logins. Please try again in " + outcome.waitSeconds() + " seconds.",
            to);
      }
    }
  }

  private void logOut(RoutingContext request) {
    var session = SessionCookie.read(request).flatMap(sessions::read);
    session.ifPresent(sessions::end);
    SessionCookie.clear(request);
    session
        .<Future<?>>map(
            ended -> audit.record(Event.LOGOUT, ended.identity().user(), request, Map.of()))
        .orElseGet(Future::succeededFuture)
        // Who wants to leave can, recorded or not.
        .onComplete(recorded -> redirect(request, PATH));
  }

  private void askAgain(RoutingContext request) {
    if (request.statusCode() == 403) {
      redirect(request, PATH + "?notice=" + EXPIRED);
    } else {
      request.next();
    }
  }

  private void draw(RoutingContext request, int status, String message, String to) {
    String token = request.get(CSRFHandler.DEFAULT_HEADER_NAME);
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(
            template.with(
                Map.of(
                    "token",
                    token,
                    "message",
                    message,
                    "to",
                    ownPath(to),
                    "provider",
                    provider ? "" : "hidden",
                    "toEncoded",
                    URLEncoder.encode(ownPath(to), StandardCharsets.UTF_8))));
  }

  private static void redirect(RoutingContext request, String path) {
    request.response().setStatusCode(303).putHeader(HttpHeaders.LOCATION, path).end();
  }

  /** A path of this server; "/" in place of what leads elsewhere. */
  static String ownPath(String to) {
    return Optional.ofNullable(to)
        .filter(path -> path.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*"))
        .orElse("/");
  }

  private static CSRFHandler tokens(Vertx vertx, String key) {
    return CSRFHandler.create(vertx, key).setTimeout(Sessions.LIFETIME.toMillis());
  }
}
