package io.storelens.report.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.storelens.report.access.CurrentViewer;
import io.storelens.report.audit.AuditLog;
import io.storelens.report.audit.AuditLog.Event;
import io.storelens.report.period.BadParameterException;
import io.storelens.report.viewer.Grant;
import io.storelens.report.viewer.Viewer;
import io.storelens.report.web.Json;
import io.storelens.report.web.Problem;
import io.storelens.report.web.QueryParameters;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /api/v1/tokens}: users make, see and revoke tokens; a token cannot. */
public final class TokenApi {
  /** Where they are. */
  public static final String PATH = "/api/v1/tokens";

  private static final long MOST_BYTES = 64 * 1024;
  private static final int MOST_GRANTS = 1000;
  private static final int DAYS = 90;
  private static final int MOST_DAYS = 365;

  private final Tokens tokens;
  private final AuditLog audit;
  private final Handler<RoutingContext> formToken;

  /**
   * Works on {@code tokens}.
   *
   * @param formToken checks the token against forged requests, where a browser's session asks
   */
  public TokenApi(Tokens tokens, AuditLog audit, Handler<RoutingContext> formToken) {
    this.tokens = tokens;
    this.audit = audit;
    this.formToken = formToken;
  }

  /** Adds the paths. */
  public void mount(Router router) {
    router.route(PATH).handler(TokenApi::refuseTokens);
    router.route(PATH + "/*").handler(TokenApi::refuseTokens);
    router.get(PATH).handler(this::list);
    router.post(PATH).handler(TokenApi::requireJson);
    router
        .post(PATH)
        .handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES))
        .handler(this::guard)
        .handler(this::make);
    router.delete(PATH + "/:id").handler(this::guard).handler(this::revoke);
  }

  private static void refuseTokens(RoutingContext request) {
    if (CurrentViewer.of(request).token()) {
      Problem.of(403, "Tokens are made and revoked by users, not by tokens.").send(request);
    } else {
      request.next();
    }
  }

  /** A form of another site cannot send JSON. */
  private static void requireJson(RoutingContext request) {
    String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      request.next();
    } else {
      Problem.of(415, "Send the token's description as application/json.").send(request);
    }
  }

  private void guard(RoutingContext request) {
    if (request.request().getHeader(HttpHeaders.AUTHORIZATION) == null) {
      formToken.handle(request);
    } else {
      request.next();
    }
  }

  private void list(RoutingContext request) {
    var unused = new QueryParameters(request, Set.of());
    tokens
        .list(CurrentViewer.of(request))
        .onSuccess(list -> Json.send(request, 200, Map.of("tokens", list)))
        .onFailure(request::fail);
  }

  private void make(RoutingContext request) {
    var asked = read(request.body().asString());
    var viewer = CurrentViewer.of(request);
    var lifetime = Duration.ofDays(asked.days().orElse(DAYS));
    record(request, Event.TOKEN_MADE, viewer, describe(asked))
        .compose(recorded -> tokens.make(viewer, asked.name(), asked.grants(), lifetime))
        .onSuccess(token -> Json.send(request, 201, Map.of("token", token)))
        .onFailure(request::fail);
  }

  private void revoke(RoutingContext request) {
    String id = request.pathParam("id");
    if (!id.matches("\\d{1,9}")) {
      request.fail(404);
      return;
    }
    var viewer = CurrentViewer.of(request);
    tokens
        .revoke(viewer, Integer.parseInt(id))
        .compose(
            revoked ->
                record(
                        request,
                        Event.TOKEN_REVOKED,
                        viewer,
                        Map.of("token", id, "revoked", revoked.toString()))
                    .map(recorded -> revoked))
        .onSuccess(
            revoked -> {
              if (revoked) {
                request.response().setStatusCode(204).end();
              } else {
                request.fail(404);
              }
            })
        .onFailure(request::fail);
  }

  private Future<?> record(
      RoutingContext request, Event event, Viewer viewer, Map<String, String> detail) {
    return audit.record(event, viewer.name(), request, detail);
  }

  private static Map<String, String> describe(TokenRequest asked) {
    return Map.of(
        "name",
        asked.name(),
        "grants",
        asked.grants().stream().map(Grant::toString).collect(Collectors.joining("; ")));
  }

  private static TokenRequest read(String body) {
    TokenRequest asked;
    try {
      asked = body == null ? null : Json.read(body, TokenRequest.class);
    } catch (JsonProcessingException e) {
      throw new BadParameterException(
          "body",
          "is not of the form {\"name\": \"...\", \"grants\": [{\"city\": \"Paris\"}], \"days\":"
              + " 90}; a grant is {\"everywhere\": true} or names region, city or store");
    }
    if (asked == null || asked.name() == null || asked.name().isBlank()) {
      throw new BadParameterException("name", "is required");
    }
    if (asked.name().length() > 100 || asked.name().chars().anyMatch(Character::isISOControl)) {
      throw new BadParameterException(
          "name", "must have at most 100 characters, without control characters");
    }
    verify(asked.grants());
    int days = asked.days().orElse(DAYS);
    if (days < 1 || days > MOST_DAYS) {
      throw new BadParameterException("days", "must be from 1 to " + MOST_DAYS);
    }
    return asked;
  }

  private static void verify(List<Grant> grants) {
    if (grants == null
        || grants.isEmpty()
        || grants.size() > MOST_GRANTS
        || grants.contains(null)) {
      throw new BadParameterException("grants", "must be 1 to " + MOST_GRANTS + " grants");
    }
    boolean printable =
        grants.stream()
            .map(Grant::toString)
            .allMatch(text -> text.chars().noneMatch(Character::isISOControl));
    if (!printable) {
      throw new BadParameterException("grants", "must not hold control characters");
    }
  }
}
