package io.storelens.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.storelens.operator.cache.LeanStore;
import io.storelens.operator.cache.MetadataCopies;
import io.storelens.operator.event.Events;
import io.storelens.operator.region.RegionOfStores;
import io.storelens.podkit.Pod;
import io.storelens.podkit.PodContext;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator: Region, Store and Camera resources become a running system. */
public final class OperatorProgram implements Pod {
  private static final Logger LOGGER = LoggerFactory.getLogger(OperatorProgram.class);
  private static final Duration END_OF_RECONCILIATIONS = Duration.ofSeconds(10);
  private static final int EVENT_BACKLOG = 1000;

  /** So long after the end of one operator another leads at the latest. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final OperatorSettings settings;
  private final PodContext context;
  private final KubernetesClient client;
  private final Runnable lostLeadership;
  private final Clock clock;
  private final ExecutorService eventWriter =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(EVENT_BACKLOG),
          task -> new Thread(task, "events"));
  private volatile Optional<Operator> operator = Optional.empty();
  private volatile Optional<Fleet> fleet = Optional.empty();
  private volatile boolean isStarted;
  private volatile boolean isStopping;

  /**
   * @param client the API server; closed by {@link #stop}
   * @param lostLeadership called when another operator may have taken over: this one must end, for
   *     nothing else keeps it from working
   */
  public OperatorProgram(
      OperatorSettings settings,
      PodContext context,
      KubernetesClient client,
      Runnable lostLeadership) {
    this(settings, context, client, lostLeadership, Clock.systemUTC());
  }

  /** With another clock. */
  public OperatorProgram(
      OperatorSettings settings,
      PodContext context,
      KubernetesClient client,
      Runnable lostLeadership,
      Clock clock) {
    this.clock = clock;
    this.settings = settings;
    this.context = context;
    this.client = client;
    this.lostLeadership = lostLeadership;
  }

  /** What makes regions that are missing; {@link Fleet} looks after all that are there. */
  private static List<Reconciler<?>> reconcilers(OperatorContext context) {
    return List.of(new RegionOfStores(context));
  }

  @Override
  public String name() {
    return "operator";
  }

  @Override
  public Future<?> start() {
    return context
        .vertx()
        .executeBlocking(
            () -> {
              open();
              return null;
            });
  }

  private void open() {
    Prerequisites.check(client, settings.namespaces());
    var created = new Operator(this::configure);
    operator = Optional.of(created);
    context.health().readyWhen("operator", () -> problem(created));
    var given =
        new OperatorContext(
            client,
            settings,
            new Events(client, identity(), Clock.systemUTC(), eventWriter),
            clock,
            context.meters(),
            context.health());
    reconcilers(given).forEach(reconciler -> register(created, reconciler));
    var storesAndCameras = new Fleet(given);
    fleet = Optional.of(storesAndCameras);
    storesAndCameras.reconcilers().forEach(reconciler -> register(created, reconciler));
    created.start();
    isStarted = true;
    if (settings.leaderElection().isEmpty()) {
      storesAndCameras.lead();
    }
  }

  private void configure(ConfigurationServiceOverrider configuration) {
    configuration
        .withKubernetesClient(client)
        // Until the lease is given up.
        .withCloseClientOnStop(false)
        .withResourceCloner(new MetadataCopies(client))
        .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(context.meters()))
        .withReconciliationTerminationTimeout(END_OF_RECONCILIATIONS);
    settings
        .leaderElection()
        .ifPresent(
            election -> configuration.withLeaderElectionConfiguration(leaderElection(election)));
  }

  private LeaderElectionConfiguration leaderElection(LeaderElection election) {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(election.lease())
        .withLeaseNamespace(election.namespace())
        .withIdentity(election.identity())
        // Two calls each time: the usual two seconds would be a call a second, at rest.
        .withLeaseDuration(LEASE)
        .withRenewDeadline(LEASE.multipliedBy(2).dividedBy(3))
        .withRetryPeriod(LEASE.dividedBy(6))
        .withExitOnStopLeading(false)
        .withLeaderCallbacks(new LeaderCallbacks(this::leading, this::notLeading, leader -> {}))
        .build();
  }

  private void leading() {
    LOGGER.atInfo().log("leading");
    fleet.ifPresent(Fleet::lead);
  }

  private void notLeading() {
    if (!isStopping) {
      LOGGER.atWarn().log("no longer leading");
      lostLeadership.run();
    }
  }

  private <P extends HasMetadata> void register(Operator created, Reconciler<P> reconciler) {
    created.register(reconciler, this::configure);
  }

  private <P extends HasMetadata> void configure(ControllerConfigurationOverrider<P> controller) {
    if (settings.namespaces().size() <= 1) {
      // One informer a namespace: they could not share it.
      controller.withItemStore(new LeanStore<>());
    }
    controller.withFieldManager(Labels.OPERATOR).withReconciliationMaxInterval(settings.resync());
    if (settings.namespaces().isEmpty()) {
      controller.watchingAllNamespaces();
    } else {
      controller.settingNamespaces(settings.namespaces());
    }
  }

  private Optional<String> problem(Operator operator) {
    if (!isStarted) {
      return Optional.of("not started"); // a question would wait until it is
    }
    var runtime = operator.getRuntimeInfo();
    if (!runtime.isStarted()) {
      return Optional.of("not started");
    }
    return runtime.allEventSourcesAreHealthy()
        ? Optional.empty()
        : Optional.of(
            "does not hear from the API server: " + runtime.unhealthyEventSources().keySet());
  }

  private String identity() {
    return settings.leaderElection().map(LeaderElection::identity).orElse(Labels.OPERATOR);
  }

  @Override
  public Future<?> stop() {
    isStopping = true;
    return context
        .vertx()
        .executeBlocking(
            () -> {
              eventWriter.shutdown();
              fleet.ifPresent(Fleet::close);
              operator.ifPresent(Operator::stop);
              settings.leaderElection().ifPresent(this::giveUp);
              client.close();
              return null;
            });
  }

  private void giveUp(LeaderElection election) {
    try {
      election.giveUp(client);
    } catch (KubernetesClientException e) {
      LOGGER
          .atInfo()
          .addKeyValue("reason", e.getMessage())
          .log("lease not given up: another operator leads when it is over");
    }
  }
}
