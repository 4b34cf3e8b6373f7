package io.storelens.report.access;

import io.storelens.contract.config.OidcConfig;
import io.storelens.report.audit.AuditLog;
import io.storelens.report.audit.AuditLog.Event;
import io.storelens.report.web.SecurityHeaders;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Login at an identity provider: authorization code flow with PKCE (OpenID Connect Core 1.0,
 * section 3.1; RFC 7636). What belongs to a login that is under way is kept by the browser, sealed.
 */
public final class OidcLogin {
  static final String PATH = "/login/oidc";
  static final String FAILED = "oidc";

  private static final Logger LOGGER = LoggerFactory.getLogger(OidcLogin.class);
  private static final String CALLBACK = PATH + "/callback";
  private static final String COOKIE = "storelens_oidc";
  private static final long SECONDS = 600;

  private final Vertx vertx;
  private final OidcConfig config;
  private final Sessions sessions;
  private final AuditLog audit;
  private final Seal seal;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private volatile Optional<OAuth2Auth> provider = Optional.empty();

  /** A login that is under way. */
  record Attempt(String state, String nonce, String verifier, String to, long end) {}

  /**
   * Logs in at the provider of {@code config}, which is asked for its addresses when first used.
   */
  public OidcLogin(
      Vertx vertx,
      OidcConfig config,
      Sessions sessions,
      AuditLog audit,
      byte[] secret,
      Clock clock) {
    this.vertx = vertx;
    this.config = config;
    this.sessions = sessions;
    this.audit = audit;
    this.seal = new Seal(secret, "oidc");
    this.clock = clock;
  }

  /** Adds the way to the provider and back. */
  public void mount(Router router) {
    router.get(PATH).handler(this::leave);
    router.get(CALLBACK).handler(this::comeBack);
  }

  private void leave(RoutingContext request) {
    var attempt =
        new Attempt(
            random(),
            random(),
            random(),
            LoginPage.ownPath(request.request().getParam("to")),
            clock.instant().getEpochSecond() + SECONDS);
    provider()
        .onSuccess(
            auth -> {
              var url =
                  new OAuth2AuthorizationURL()
                      .setRedirectUri(config.publicUrl() + CALLBACK)
                      .setScopes(config.scopes())
                      .setState(attempt.state())
                      .setCodeChallenge(challenge(attempt.verifier()))
                      .setCodeChallengeMethod("S256")
                      .putAdditionalParameter("nonce", attempt.nonce());
              remember(request, seal.close(attempt), SECONDS);
              redirect(request, auth.authorizeURL(url));
            })
        .onFailure(failure -> refuse(request, "the provider cannot be reached", failure));
  }

  private void comeBack(RoutingContext request) {
    var attempt =
        Optional.ofNullable(request.request().getCookie(COOKIE))
            .flatMap(cookie -> seal.open(cookie.getValue(), Attempt.class))
            .filter(begun -> clock.instant().getEpochSecond() < begun.end())
            .filter(begun -> begun.state().equals(request.request().getParam("state")));
    remember(request, "", 0);
    String code = request.request().getParam("code");
    if (attempt.isEmpty() || code == null) {
      refuse(request, attempt.isEmpty() ? "not begun here" : "the provider gave no code", null);
      return;
    }
    var credentials =
        new Oauth2Credentials()
            .setFlow(OAuth2FlowType.AUTH_CODE)
            .setCode(code)
            .setRedirectUri(config.publicUrl() + CALLBACK)
            .setCodeVerifier(attempt.get().verifier());
    provider()
        .compose(
            auth ->
                auth.authenticate(credentials).compose(user -> identity(auth, user, attempt.get())))
        .compose(
            identity ->
                audit
                    .record(Event.LOGIN, identity.user(), request, Map.of("by", "oidc"))
                    .map(recorded -> identity))
        .onSuccess(
            identity -> {
              SessionCookie.read(request).flatMap(sessions::read).ifPresent(sessions::end);
              SessionCookie.write(request, sessions.begin(identity));
              redirect(request, attempt.get().to());
            })
        .onFailure(failure -> refuse(request, "the provider's answer is not good", failure));
  }

  /** Section 3.1.3.7 of OpenID Connect Core. */
  private Future<Identity> identity(OAuth2Auth auth, User user, Attempt attempt) {
    JsonObject token = user.attributes().getJsonObject("idToken");
    if (token == null) {
      return Future.failedFuture("no ID token that can be verified");
    }
    String subject = token.getString("sub");
    boolean good =
        config.issuer().equals(token.getString("iss"))
            && isFor(config.clientId(), token.getValue("aud"))
            && attempt.nonce().equals(token.getString("nonce"))
            && token.getLong("exp", 0L) > clock.instant().getEpochSecond()
            && subject != null
            && !subject.isBlank()
            && subject.length() <= 255;
    if (!good) {
      return Future.failedFuture("issuer, audience, nonce, end or subject is not right");
    }
    if (token.containsKey(config.rolesClaim())) {
      return Future.succeededFuture(Identity.ofProvider(subject, roles(token)));
    }
    return auth.userInfo(user)
        .compose(
            info ->
                subject.equals(info.getString("sub"))
                    ? Future.succeededFuture(Identity.ofProvider(subject, roles(info)))
                    : Future.failedFuture("the user info is somebody else's"));
  }

  private List<String> roles(JsonObject claims) {
    Object value = claims.getValue(config.rolesClaim());
    if (value instanceof JsonArray list) {
      return list.stream().filter(String.class::isInstance).map(String.class::cast).toList();
    }
    return value instanceof String one ? List.of(one) : List.of();
  }

  private static boolean isFor(String client, Object audience) {
    return audience instanceof JsonArray list ? list.contains(client) : client.equals(audience);
  }

  private Future<OAuth2Auth> provider() {
    if (provider.isPresent()) {
      return Future.succeededFuture(provider.get());
    }
    return OpenIDConnectAuth.discover(
            vertx,
            new OAuth2Options()
                .setSite(config.issuer())
                .setClientId(config.clientId())
                .setClientSecret(config.clientSecret()))
        .onSuccess(found -> provider = Optional.of(found));
  }

  private void refuse(RoutingContext request, String reason, Throwable failure) {
    LOGGER
        .atWarn()
        .addKeyValue("reason", reason)
        .addKeyValue("failure", failure == null ? "-" : failure.getMessage())
        .log("login at the identity provider failed");
    audit
        .record(Event.LOGIN_FAILED, "?", request, Map.of("by", "oidc"))
        .onComplete(recorded -> redirect(request, LoginPage.PATH + "?notice=" + FAILED));
  }

  private static void remember(RoutingContext request, String value, long seconds) {
    request
        .response()
        .addCookie(
            Cookie.cookie(COOKIE, value)
                .setPath(PATH)
                .setHttpOnly(true)
                // Lax: the provider sends the browser back from another site.
                .setSameSite(CookieSameSite.LAX)
                .setSecure(SecurityHeaders.isSecure(request))
                .setMaxAge(seconds));
  }

  private static void redirect(RoutingContext request, String to) {
    request.response().setStatusCode(303).putHeader(HttpHeaders.LOCATION, to).end();
  }

  private String random() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
