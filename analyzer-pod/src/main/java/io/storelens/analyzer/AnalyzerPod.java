package io.storelens.analyzer;

import io.storelens.analyzer.archive.Archives;
import io.storelens.analyzer.intake.Intake;
import io.storelens.analyzer.provider.budget.Budget;
import io.storelens.analyzer.provider.chain.ChainBuilder;
import io.storelens.analyzer.provider.chain.ProviderChain;
import io.storelens.analyzer.result.Database;
import io.storelens.analyzer.result.ResultMetrics;
import io.storelens.analyzer.result.ResultWriter;
import io.storelens.analyzer.result.UsageTable;
import io.storelens.contract.config.AnalyzerConfig;
import io.storelens.podkit.Pod;
import io.storelens.podkit.PodContext;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The analyzer: takes photos, finds faces, writes rows. It starts without a database, is not ready
 * then, and sends photos away until the database answers.
 */
public final class AnalyzerPod implements Pod {
  private static final Logger LOGGER = LoggerFactory.getLogger(AnalyzerPod.class);

  private static final long SETTLE_SECONDS = 5;
  private static final long EXPIRY_MINUTES = 60;

  private final AnalyzerConfig config;
  private final PodContext context;
  private volatile boolean loaded;
  private ProviderChain provider;
  private Database database;
  private ResultWriter writer;
  private ScheduledExecutorService ledger;
  private ScheduledFuture<?> settling;
  private Runnable settle;
  private ScheduledExecutorService expiry;
  private ScheduledFuture<?> expiring;
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
    var chain = new ChainBuilder(config, context.meters(), budget());
    provider = chain.build();
    context.health().readyWhen("analyzer.provider", provider::problem);
    writer = new ResultWriter(database, Clock.systemUTC(), new ResultMetrics(context.meters()));
    var archives = new Archives(config.archive(), Clock.systemUTC(), context.meters());
    if (archives.isUsed()) {
      expiry = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "expiry"));
      expiring =
          expiry.scheduleWithFixedDelay(archives::expire, 0, EXPIRY_MINUTES, TimeUnit.MINUTES);
    }
    intake = new Intake(config, provider, archives, database, writer, context.meters());
    loaded = true;
    LOGGER
        .atInfo()
        .addKeyValue("workers", config.workers())
        .addKeyValue("providers", provider.name())
        .addKeyValue("turboJpeg", chain.usesTurboJpeg())
        .log("ready for photos");
    return null;
  }

  private Budget budget() {
    var providers = config.providers();
    var budget =
        new Budget(
            providers.budget(),
            providers.prices(),
            new UsageTable(database),
            Clock.systemUTC(),
            context.meters());
    if (providers.isRemote()) {
      ledger = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "ledger"));
      settling = ledger.scheduleWithFixedDelay(budget::settle, 0, SETTLE_SECONDS, TimeUnit.SECONDS);
      settle = budget::settle;
    }
    return budget;
  }

  private static Thread daemon(Runnable task, String name) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private Void free() {
    loaded = false;
    if (expiry != null) {
      expiring.cancel(false);
      expiry.shutdown();
    }
    if (ledger != null) {
      settling.cancel(false);
      ledger.shutdown();
      settle.run();
    }
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
