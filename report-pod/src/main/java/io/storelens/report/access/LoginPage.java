package io.storelens.report.access;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.CSRFHandler;
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
  private final Template template;
  private final CSRFHandler tokens;
  private final CSRFHandler secureTokens;

  /** A form that is drawn from {@code template}, with the places token, to and message. */
  public LoginPage(Vertx vertx, Login login, Sessions sessions, Template template) {
    this.login = login;
    this.sessions = sessions;
    this.template = template;
    this.tokens = tokens(vertx, sessions).setCookieSecure(false);
    this.secureTokens = tokens(vertx, sessions).setCookieSecure(true);
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
    (SessionCookie.isSecure(request) ? secureTokens : tokens).handle(request);
  }

  private void show(RoutingContext request) {
    String message =
        EXPIRED.equals(request.request().getParam("notice"))
            ? "This form was open for too long. Please log in again."
            : "";
    draw(request, 200, message, request.request().getParam("to"));
  }

  private void logIn(RoutingContext request) {
    String user = request.request().getFormAttribute("user");
    String password = request.request().getFormAttribute("password");
    String to = request.request().getFormAttribute("to");
    var outcome =
        login.attempt(request, user == null ? "" : user, password == null ? "" : password);
    switch (outcome.result()) {
      case LET_IN -> {
        SessionCookie.read(request).ifPresent(sessions::end);
        SessionCookie.write(request, sessions.begin());
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
    SessionCookie.read(request).ifPresent(sessions::end);
    SessionCookie.clear(request);
    redirect(request, PATH);
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
        .end(template.with(Map.of("token", token, "message", message, "to", ownPath(to))));
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

  private static CSRFHandler tokens(Vertx vertx, Sessions sessions) {
    return CSRFHandler.create(vertx, sessions.formKey()).setTimeout(Sessions.LIFETIME.toMillis());
  }
}
