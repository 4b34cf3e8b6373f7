package io.storelens.analyzer.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.storelens.analyzer.archive.Archives;
import io.storelens.analyzer.provider.FaceProvider;
import io.storelens.analyzer.result.Database;
import io.storelens.analyzer.result.ResultWriter;
import io.storelens.contract.config.AnalyzerConfig;
import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.RefusalReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/** The HTTP server that takes photos and reports of refusals, with the workers behind it. */
public final class Intake {
  private static final int IDLE_SECONDS = 60;
  private static final int DRAIN_SECONDS = 30;
  private static final int PIECE_BYTES = 256 << 10;

  private final AnalyzerConfig config;
  private final AnalysisWorkers workers;
  private final PhotoPage photos;
  private final RefusalPage refusals;
  private HttpServer server;

  /** Starts the workers; {@link #listen} starts the server. */
  public Intake(
      AnalyzerConfig config,
      FaceProvider provider,
      Archives archives,
      Database database,
      ResultWriter writer,
      MeterRegistry meters) {
    var metrics = new IntakeMetrics(meters);
    this.config = config;
    var buffers = new PhotoBuffers(config.workers() + config.queue());
    this.workers = new AnalysisWorkers(provider, config.workers(), buffers, metrics);
    metrics.held(buffers);
    this.photos =
        new PhotoPage(
            config.regions(),
            config.maxPhotoBytes(),
            archives,
            buffers,
            workers,
            database,
            writer,
            metrics);
    this.refusals = new RefusalPage(writer);
  }

  /** Takes requests. */
  public Future<?> listen(Vertx vertx) {
    var options =
        new HttpServerOptions()
            .setHandle100ContinueAutomatically(true)
            // A photo in few large pieces instead of a hundred small ones.
            .setReceiveBufferSize(PIECE_BYTES)
            .setMaxChunkSize(PIECE_BYTES)
            .setIdleTimeout(IDLE_SECONDS);
    return vertx
        .createHttpServer(options)
        .requestHandler(this::answer)
        .listen(config.http().port(), config.http().host())
        .onSuccess(listening -> server = listening);
  }

  /** Takes no new request, and answers those it has, within 30 s. */
  public Future<?> drain() {
    return server == null
        ? Future.succeededFuture()
        : server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS);
  }

  /** Ends the workers when they have done what waits. Blocks. */
  public void stopWorkers() {
    workers.close();
  }

  /** The port that is listened on. */
  public int port() {
    return server.actualPort();
  }

  private void answer(HttpServerRequest request) {
    boolean forPhotos = request.path().equals(Photo.PATH);
    if (!forPhotos && !request.path().equals(RefusalReport.PATH)) {
      Problem.notFound(request.path()).send(request.response());
    } else if (!request.method().equals(HttpMethod.POST)) {
      Problem.notAllowed(request.method().name()).send(request.response());
    } else if (forPhotos) {
      photos.take(request);
    } else {
      refusals.take(request);
    }
  }
}
