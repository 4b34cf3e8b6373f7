package io.storelens.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.storelens.operator.OperatorProgram;
import io.storelens.operator.OperatorSettings;
import io.storelens.podkit.Health;
import io.storelens.podkit.Metrics;
import io.storelens.podkit.PodContext;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

/** An operator that works until it is closed. */
public final class RunningOperator implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Metrics metrics = new Metrics();
  private final Health health = new Health();
  private final AtomicBoolean hasLostLeadership = new AtomicBoolean();
  private final OperatorProgram program;

  private RunningOperator(OperatorSettings settings, KubernetesClient client, Clock clock) {
    program =
        new OperatorProgram(
            settings,
            new PodContext(vertx, metrics.registry(), health),
            client,
            () -> hasLostLeadership.set(true),
            clock);
  }

  /** Starts one; it closes {@code client}. */
  public static RunningOperator start(OperatorSettings settings, KubernetesClient client) {
    return start(settings, client, Clock.systemUTC());
  }

  /** Starts one with another clock; it closes {@code client}. */
  public static RunningOperator start(
      OperatorSettings settings, KubernetesClient client, Clock clock) {
    var running = new RunningOperator(settings, client, clock);
    try {
      running.program.start().await();
      return running;
    } catch (RuntimeException e) {
      running.close();
      throw e;
    }
  }

  /** Whether it was told to end, as another may lead. */
  public boolean hasLostLeadership() {
    return hasLostLeadership.get();
  }

  /** What it says of itself. */
  public Health health() {
    return health;
  }

  /** What it measures, in Prometheus's text format. */
  public String metrics() {
    return metrics.scrape();
  }

  @Override
  public void close() {
    program.stop().await();
    vertx.close().await();
    metrics.close();
  }
}
