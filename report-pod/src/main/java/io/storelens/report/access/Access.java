package io.storelens.report.access;

import io.storelens.contract.config.AccessConfig;
import io.storelens.contract.config.ReportConfig;
import io.storelens.report.audit.AuditApi;
import io.storelens.report.audit.AuditLog;
import io.storelens.report.audit.Exports;
import io.storelens.report.query.Records;
import io.storelens.report.token.TokenApi;
import io.storelens.report.token.Tokens;
import io.storelens.report.web.Assets;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** All that decides who is let in, put together: accounts, sessions, tokens, limits, audit log. */
public final class Access {
  private static final long FILE_INTERVAL = TimeUnit.SECONDS.toMillis(5);

  private final Vertx vertx;
  private final AccessConfig config;
  private final Clock clock;
  private final Records records;
  private final AuditLog audit;
  private final EndedSessions ended;
  private long timer = -1;
  private LoginPage loginPage;
  private Optional<OidcLogin> provider = Optional.empty();
  private Gate gate;
  private Tokens tokens;

  /** As {@code config} says, once started. */
  public Access(Vertx vertx, ReportConfig config, Clock clock) {
    this.vertx = vertx;
    this.config = config.access();
    this.clock = clock;
    this.records = new Records(vertx, config.database(), config.queryTimeout());
    this.audit = new AuditLog(records);
    this.ended = new EndedSessions(vertx, records, clock);
  }

  /** Reads the access file and makes the keys; fails where the file is bad, naming the field. */
  public Future<?> start() {
    ended.start();
    return vertx
        .executeBlocking(this::prepare, false)
        .onSuccess(
            list ->
                timer =
                    vertx.setPeriodic(
                        FILE_INTERVAL,
                        tick ->
                            vertx.executeBlocking(
                                () -> {
                                  list.refresh();
                                  return null;
                                },
                                false)));
  }

  /** Lets go of the database. */
  public Future<?> stop() {
    vertx.cancelTimer(timer);
    ended.stop();
    return records.close();
  }

  /** Adds what is open to all: the login. */
  public void mountLogin(Router router) {
    var limit = new RequestLimit(config.requestsPerMinute());
    router.route("/login*").handler(limit::handle);
    loginPage.mount(router);
    provider.ifPresent(oidc -> oidc.mount(router));
  }

  /** Guards {@code /api/*}, and adds the paths that are about access. */
  public void guardApi(Router router) {
    var limit = new RequestLimit(config.requestsPerMinute());
    router
        .route("/api/*")
        .handler(gate::api)
        .handler(limit::handle)
        .handler(new Exports(audit)::record);
    new MeApi().mount(router);
    new TokenApi(tokens, audit, loginPage::handleToken).mount(router);
    new AuditApi(audit).mount(router);
  }

  /** Guards what is added after it and is not below {@code /api/}. */
  public void guardPages(Router router) {
    router
        .route()
        .handler(
            request -> {
              if (request.request().path().startsWith("/api/")) {
                request.next();
              } else {
                gate.page(request);
              }
            });
  }

  /** Gives the browser a token for the forms of a page. */
  public void giveFormToken(RoutingContext request) {
    loginPage.handleToken(request);
  }

  private AccessList prepare() {
    var list = AccessList.of(config.file());
    var administrator =
        config.adminPassword().map(password -> new Account(config.adminUser(), password));
    byte[] secret =
        config
            .sessionSecret()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .or(() -> administrator.map(Account::key))
            .orElseThrow(() -> new IllegalArgumentException("REPORT_SESSION_SECRET is required"));
    var accounts = new Accounts(vertx, administrator, list, secret, clock);
    var sessions = new Sessions(secret, ended, clock);
    var login = new Login(accounts, new LoginThrottle(clock), audit, clock);
    tokens = new Tokens(records, accounts::viewer, Accounts::isOfProvider, clock);
    gate = new Gate(login, sessions, accounts, tokens);
    provider =
        config.oidc().map(oidc -> new OidcLogin(vertx, oidc, sessions, audit, secret, clock));
    loginPage =
        new LoginPage(
            vertx,
            login,
            sessions,
            audit,
            secret,
            provider.isPresent(),
            new Template(Assets.read("webroot/login.html").toString()));
    return list;
  }
}
