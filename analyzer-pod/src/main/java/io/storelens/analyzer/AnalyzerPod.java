package io.storelens.analyzer;

import io.storelens.analyzer.intake.Intake;
import io.storelens.analyzer.photo.PhotoLimits;
import io.storelens.analyzer.provider.local.LocalProvider;
import io.storelens.analyzer.result.Database;
import io.storelens.analyzer.result.ResultMetrics;
import io.storelens.analyzer.result.ResultWriter;
import io.storelens.contract.config.AnalyzerConfig;
import io.storelens.podkit.Pod;
import io.storelens.podkit.PodContext;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The analyzer: takes photos, finds faces, writes rows. It starts without a database, is not ready
 * then, and sends photos away until the database answers.
 */
public final class AnalyzerPod implements Pod {
  private static final Logger LOGGER = LoggerFactory.getLogger(AnalyzerPod.class);

  private final AnalyzerConfig config;
  private final PodContext context;
  private volatile boolean loaded;
  private LocalProvider provider;
  private Database database;
  private ResultWriter writer;
  private Intake intake;

  /** Makes the pod; {@link #start} does the work. */
  public AnalyzerPod(AnalyzerConfig config, PodContext context) {
    this.config = config;
    this.context = context;
  }

  @Override
  public String name() {
    return "analyzer";
  }

  @Override
  public Future<?> start() {
    context
        .health()
        .readyWhen(
            "analyzer.models",
            () -> loaded ? Optional.empty() : Optional.of("the models are not loaded"));
    return context
        .vertx()
        .executeBlocking(this::load)
        .compose(done -> intake.listen(context.vertx()));
  }

  @Override
  public Future<?> stop() {
    var drained = intake == null ? Future.succeededFuture() : intake.drain();
    return drained.otherwiseEmpty().compose(done -> context.vertx().executeBlocking(this::free));
  }

  /** The port that photos are taken at; once started. */
  public int port() {
    return intake.port();
  }

  private Void load() {
    database = new Database(config.database());
    context.health().readyWhen("analyzer.database", database::problem);
    provider =
        new LocalProvider(
            config.models(), config.turboJpeg(), PhotoLimits.jpeg(config.maxPixels()));
    writer = new ResultWriter(database, Clock.systemUTC(), new ResultMetrics(context.meters()));
    intake = new Intake(config, provider, database, writer, context.meters());
    loaded = true;
    LOGGER
        .atInfo()
        .addKeyValue("workers", config.workers())
        .addKeyValue("turboJpeg", provider.usesTurboJpeg())
        .log("models loaded");
    return null;
  }

  private Void free() {
    loaded = false;
    if (intake != null) {
      intake.stopWorkers();
    }
    if (writer != null) {
      writer.close();
    }
    if (provider != null) {
      provider.close();
    }
    if (database != null) {
      database.close();
    }
    return null;
  }
}
