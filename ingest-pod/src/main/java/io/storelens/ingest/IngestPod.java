package io.storelens.ingest;

import io.micrometer.core.instrument.Gauge;
import io.storelens.contract.config.IngestConfig;
import io.storelens.ingest.camera.CameraDirectory;
import io.storelens.ingest.ftp.CameraServer;
import io.storelens.ingest.handover.Handover;
import io.storelens.ingest.refusal.RefusalReports;
import io.storelens.ingest.refusal.Refusals;
import io.storelens.ingest.spool.DiskRoom;
import io.storelens.ingest.spool.Spool;
import io.storelens.ingest.spool.SpoolWalks;
import io.storelens.ingest.spool.StoreSteps;
import io.storelens.ingest.tls.Certificates;
import io.storelens.podkit.Pod;
import io.storelens.podkit.PodContext;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes photos from cameras by FTP, keeps them durably, and hands them to analyzers. */
public final class IngestPod implements Pod {
  private static final Logger LOGGER = LoggerFactory.getLogger(IngestPod.class);
  private static final String REFUSALS = "refusals";

  private final IngestConfig config;
  private final PodContext context;
  private final Clock clock;
  private final StoreSteps steps;
  private final CameraDirectory directory;
  private final ScheduledExecutorService timer = timer("ingest-timer");
  // Walks through a long spool take their time: nothing else may wait for them.
  private final ScheduledExecutorService walker = timer("ingest-walks");
  private Optional<Certificates> certificates = Optional.empty();
  private Spool spool;
  private Handover handover;
  private RefusalReports reports;
  private CameraServer server;
  private Optional<String> deployment = Optional.empty();

  /** Prepares the pod; nothing is touched before {@link #start}. */
  public IngestPod(IngestConfig config, PodContext context) {
    this(config, context, Clock.systemUTC(), StoreSteps.UNWATCHED);
  }

  /** With another clock, and with somebody who watches photos being stored. */
  IngestPod(IngestConfig config, PodContext context, Clock clock, StoreSteps steps) {
    this.clock = clock;
    this.steps = steps;
    this.config = config;
    this.context = context;
    this.directory = new CameraDirectory(config.cameras());
  }

  private static ScheduledExecutorService timer(String name) {
    return new ScheduledThreadPoolExecutor(
        1, task -> new Thread(task, name), new ThreadPoolExecutor.DiscardPolicy());
  }

  @Override
  public String name() {
    return "ingest";
  }

  /** The port cameras connect to. Known once the pod is started. */
  public int ftpPort() {
    return server.port();
  }

  /** The port on which TLS begins at once; empty if there is none. Known once started. */
  public OptionalInt implicitTlsPort() {
    return server.implicitTlsPort();
  }

  @Override
  public Future<?> start() {
    return context
        .vertx()
        .executeBlocking(
            () -> {
              build();
              return null;
            })
        .compose(built -> context.vertx().deployVerticle(handover))
        .compose(
            id -> {
              deployment = Optional.of(id);
              return context
                  .vertx()
                  .executeBlocking(
                      () -> {
                        open();
                        return null;
                      });
            });
  }

  private void build() throws IOException {
    spool = Spool.open(config.spool(), context.meters(), steps);
    var room = DiskRoom.on(config.spool(), config.minFreeBytes());
    var refusals = new Refusals(context.meters());
    handover = new Handover(config, spool, context.meters());
    reports = new RefusalReports(refusals, config.spool().resolve(REFUSALS), handover);
    if (config.tls().isPresent()) {
      certificates = Optional.of(Certificates.open(context.vertx(), config.tls().get()));
    }
    server =
        new CameraServer(
            config,
            directory,
            certificates,
            spool,
            room,
            refusals,
            handover::give,
            context.meters(),
            clock);
    directory.refresh();
    watch(room);
  }

  private void watch(DiskRoom room) {
    if (!config.draining()) {
      context.health().readyWhen("cameras", directory::problem);
    }
    context.health().readyWhen("ftp", this::problemOfCameras);
    context.health().readyWhen("spool", () -> spool.problem(System.nanoTime()).or(room::problem));
  }

  /** A pod that drains is ready when it is empty: that is what its owner waits for. */
  private Optional<String> problemOfCameras() {
    if (config.draining()) {
      long waiting = spool.depth();
      return waiting == 0 ? Optional.empty() : Optional.of(waiting + " photos wait");
    }
    return server.isListening() ? Optional.empty() : Optional.of("not listening");
  }

  private void open() {
    var walks = new SpoolWalks(spool, handover::found, handover::wantsMore);
    Gauge.builder("storelens.ingest.spool.depth", spool, Spool::depth)
        .description("Photos that wait for an analyzer")
        .register(context.meters());
    Gauge.builder(
            "storelens.ingest.spool.oldest",
            walks,
            all -> all.oldestAge(Instant.now()).toMillis() / 1000.0)
        .description("Age of the oldest photo that waits")
        .baseUnit("seconds")
        .register(context.meters());
    walks.start(walker);
    var unused = walker.scheduleWithFixedDelay(this::forgetAside, 0, 1, TimeUnit.HOURS);
    certificates.ifPresent(this::follow);
    directory.start(timer);
    reports.start(timer);
    if (config.draining()) {
      LOGGER.atInfo().addKeyValue("waiting", spool.depth()).log("draining, not open to cameras");
      return;
    }
    server.start(timer);
    LOGGER
        .atInfo()
        .addKeyValue("port", server.port())
        .addKeyValue("waiting", spool.depth())
        .log("ready for cameras");
  }

  private void follow(Certificates files) {
    files.start(timer);
    Gauge.builder(
            "storelens.ingest.tls.certificate.left",
            files,
            all -> Duration.between(Instant.now(), all.expires()).toSeconds())
        .description("Time until the certificate becomes invalid")
        .baseUnit("seconds")
        .register(context.meters());
  }

  private void forgetAside() {
    try {
      spool.forgetAside(Instant.now());
    } catch (IOException | RuntimeException e) {
      LOGGER.atWarn().setCause(e).log("photos set aside cannot be cleared");
    }
  }

  /** Cameras first, so that nothing new comes; then the hand-over; then the disk. */
  @Override
  public Future<?> stop() {
    return context
        .vertx()
        .executeBlocking(
            () -> {
              if (server != null) {
                server.stop();
              }
              return null;
            })
        .eventually(
            () -> deployment.map(context.vertx()::undeploy).orElse(Future.succeededFuture()))
        .eventually(
            () ->
                context
                    .vertx()
                    .executeBlocking(
                        () -> {
                          close();
                          return null;
                        }));
  }

  private void close() throws IOException, InterruptedException {
    walker.shutdownNow();
    timer.shutdown();
    if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
      LOGGER.atWarn().log("refusals of the last second may not be on disk");
    }
    if (reports != null) {
      reports.flush();
    }
    if (spool != null) {
      spool.close();
    }
  }
}
