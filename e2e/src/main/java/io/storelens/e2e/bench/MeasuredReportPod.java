package io.storelens.e2e.bench;

import io.storelens.contract.config.AccessConfig;
import io.storelens.contract.config.DatabaseConfig;
import io.storelens.contract.config.ListenAddress;
import io.storelens.contract.config.ReportConfig;
import io.storelens.podkit.Health;
import io.storelens.podkit.Metrics;
import io.storelens.podkit.PodContext;
import io.storelens.report.ReportPod;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A report pod in this process, with two connections and one user. */
public final class MeasuredReportPod implements AutoCloseable {
  public static final String USER = "admin";
  public static final String PASSWORD = "benchmark";

  private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(2);
  private static final long BETWEEN_LOOKS_MILLIS = 50;

  private final Vertx vertx = Vertx.vertx();
  private final Metrics metrics = new Metrics();
  private final Health health = new Health();
  private final ReportPod pod;
  private Duration readyAfter;

  private MeasuredReportPod(DatabaseConfig owner) {
    pod =
        new ReportPod(
            new ReportConfig(
                new ListenAddress("127.0.0.1", 0),
                new AccessConfig(
                    USER,
                    Optional.of(PASSWORD),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    1_000_000),
                Duration.ofMinutes(2),
                owner.as("storelens_report", 2),
                Optional.empty()),
            new PodContext(vertx, metrics.registry(), health));
  }

  /**
   * Starts one on the database of {@code owner}, and waits until it says that it is ready, as
   * Kubernetes does before it sends the first question.
   *
   * @throws IOException if it does not become ready in time; says why
   */
  public static MeasuredReportPod start(DatabaseConfig owner)
      throws IOException, InterruptedException {
    var started = new MeasuredReportPod(owner);
    try {
      started.awaitReady();
      return started;
    } catch (IOException | InterruptedException e) {
      started.close();
      throw e;
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    long start = System.nanoTime();
    pod.start().await();
    while (!health.problems().isEmpty()) {
      if (System.nanoTime() - start > LONGEST_WARM_UP.toNanos()) {
        throw new IOException("the pod does not become ready: " + health.problems());
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
    readyAfter = Duration.ofNanos(System.nanoTime() - start);
  }

  /** From its start until it was ready. */
  public Duration readyAfter() {
    return readyAfter;
  }

  /** Where it answers, without a path. */
  public String address() {
    return "http://127.0.0.1:" + pod.port();
  }

  @Override
  public void close() {
    pod.stop().await();
    vertx.close().await();
    metrics.close();
  }
}
