package io.storelens.report;

import io.storelens.contract.config.ReportConfig;
import io.storelens.podkit.Pod;
import io.storelens.podkit.PodContext;
import io.storelens.report.access.Access;
import io.storelens.report.access.CurrentViewer;
import io.storelens.report.glossary.Glossary;
import io.storelens.report.mail.ScheduleFile;
import io.storelens.report.mail.ScheduledMails;
import io.storelens.report.query.Database;
import io.storelens.report.query.DatabaseCheck;
import io.storelens.report.query.Reader;
import io.storelens.report.query.Records;
import io.storelens.report.viewer.Grant;
import io.storelens.report.viewer.Viewer;
import io.storelens.report.web.Assets;
import io.storelens.report.web.ExportApi;
import io.storelens.report.web.Failures;
import io.storelens.report.web.LiveApi;
import io.storelens.report.web.ReportApi;
import io.storelens.report.web.RequestTimer;
import io.storelens.report.web.SecurityHeaders;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Serves reports: an HTTP API, and a page that shows it. Reads the database and nothing else. */
public final class ReportPod implements Pod {
  private static final String CHARTS = "META-INF/resources/webjars/d3/7.9.0/dist/d3.min.js";
  private static final Duration BETWEEN_LOOKS_AT_SCHEDULES = Duration.ofSeconds(30);
  private static final List<String> PAGES = List.of("cameras", "glossary");
  private static final List<String> FILES =
      List.of(
          "page.css",
          "bars.js",
          "cameras.js",
          "charts.css",
          "chooser.js",
          "client.js",
          "columns.js",
          "download.js",
          "figure.js",
          "glossary.js",
          "groups.js",
          "heatmap.js",
          "keyfigures.js",
          "live.js",
          "loader.js",
          "map.js",
          "page.js",
          "path.js",
          "print.css",
          "ranking.js",
          "sample.js",
          "series.js",
          "table.js",
          "view.js",
          "words.js",
          "world.json");

  private final ReportConfig config;
  private final PodContext context;
  private final Clock clock;
  private final Database database;
  private final WarmUp warmUp;
  private final DatabaseCheck check;
  private ScheduledMails mails;
  private final Access access;
  private HttpServer server;

  /** A pod on the system's clock. */
  public ReportPod(ReportConfig config, PodContext context) {
    this(config, context, Clock.systemUTC());
  }

  /** A pod for which it is what {@code clock} says. */
  ReportPod(ReportConfig config, PodContext context, Clock clock) {
    this.config = config;
    this.context = context;
    this.clock = clock;
    this.database =
        new Database(context.vertx(), config.database(), config.queryTimeout(), context.meters());
    this.warmUp =
        new WarmUp(
            database.as(Viewer.of("", List.of(Grant.EVERYWHERE), false)),
            clock,
            config.database().connections());
    this.check = new DatabaseCheck(context.vertx(), database, warmUp::begin);
    this.access = new Access(context.vertx(), config, clock);
  }

  @Override
  public String name() {
    return "report";
  }

  /** Starts without waiting for the database, which may come later: health tells. */
  @Override
  public Future<?> start() {
    context.health().readyWhen("report.database", check::problem);
    context.health().readyWhen("report.warmUp", warmUp::problem);
    check.start();
    return access.start().compose(started -> listen()).compose(listening -> startMails());
  }

  @Override
  public Future<?> stop() {
    check.stop();
    if (mails != null) {
      mails.stop();
    }
    Future<?> served =
        server == null ? Future.succeededFuture() : server.shutdown(5, TimeUnit.SECONDS);
    return served.eventually(warmUp::stop).eventually(database::close).eventually(access::stop);
  }

  /** The port that is listened on. */
  public int port() {
    return server.actualPort();
  }

  private Future<HttpServer> listen() {
    var options =
        new HttpServerOptions()
            .setCompressionSupported(true)
            .setIdleTimeout(60)
            // After an upgrade to HTTP/2 without TLS the first answer sometimes never comes.
            .setHttp2ClearTextEnabled(false);
    return context
        .vertx()
        .createHttpServer(options)
        .requestHandler(router())
        .listen(config.http().port(), config.http().host())
        .onSuccess(listening -> server = listening);
  }

  private Future<Void> startMails() {
    if (config.mail().isEmpty()) {
      return Future.succeededFuture();
    }
    var mail = config.mail().get();
    return context
        .vertx()
        .executeBlocking(() -> ScheduleFile.read(mail.schedules()), false)
        .map(
            schedules -> {
              var records = new Records(context.vertx(), config.database(), config.queryTimeout());
              mails =
                  new ScheduledMails(context.vertx(), mail, schedules, database, records, clock);
              mails.start(BETWEEN_LOOKS_AT_SCHEDULES);
              return null;
            });
  }

  private Router router() {
    var timer = new RequestTimer(context.meters());
    var assets = new Assets();
    var router = Router.router(context.vertx());

    router.route().handler(timer::start).handler(SecurityHeaders::add);
    access.mountLogin(router);
    assets.file(router, "base.css");
    assets.file(router, "logo.svg");

    access.guardApi(router);
    var glossary = new Glossary(Assets.read("glossary.json").toString());
    Function<RoutingContext, Reader> readers = request -> database.as(CurrentViewer.of(request));
    new ReportApi(readers, clock, glossary, Assets.read("openapi.json")).mount(router);
    new ExportApi(readers, clock).mount(router);
    new LiveApi(context.vertx(), readers, clock).mount(router);

    access.guardPages(router);
    router.get("/").handler(access::giveFormToken);
    assets.at(router, "/", "webroot/index.html");
    for (String page : PAGES) {
      router.get("/" + page).handler(access::giveFormToken);
      assets.at(router, "/" + page, "webroot/" + page + ".html");
    }
    FILES.forEach(name -> assets.file(router, name));
    assets.at(router, "/assets/d3.js", CHARTS);

    router.route().failureHandler(Failures::answer);
    router.errorHandler(404, request -> Failures.answer(request, 404));
    timer.know(router);
    return router;
  }
}
