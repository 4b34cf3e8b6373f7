package io.storelens.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storelens.contract.config.IngestConfig;
import io.storelens.ingest.spool.StoreSteps;
import io.storelens.podkit.Health;
import io.storelens.podkit.PodContext;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An ingest in a process of its own, which ends without any goodbye, as at a kill -9, just before a
 * step of storing a photo. Its first line of output is its FTP port.
 */
final class HaltingIngest {
  /** The exit status of a halt. */
  static final int STATUS = 9;

  private HaltingIngest() {}

  /**
   * Runs.
   *
   * @param arguments folder; base URL of the analyzer; first and last passive port; the step, and
   *     at which photo, or nothing for one that goes on
   */
  public static void main(String[] arguments) {
    var folder = arguments[0];
    var config =
        IngestConfig.from(
            Map.of(
                "INGEST_FTP_HOST",
                "127.0.0.1",
                "INGEST_FTP_PORT",
                "0",
                "INGEST_PASSIVE_PORTS",
                arguments[2],
                "INGEST_CAMERAS",
                folder + "/cameras",
                "INGEST_SPOOL",
                folder + "/spool",
                "INGEST_ANALYZERS",
                arguments[1],
                "INGEST_MIN_FREE_BYTES",
                "0"));
    var steps =
        arguments.length > 3
            ? halt(StoreSteps.Step.valueOf(arguments[3]), Integer.parseInt(arguments[4]))
            : StoreSteps.UNWATCHED;
    var context = new PodContext(Vertx.vertx(), new SimpleMeterRegistry(), new Health());
    var pod = new IngestPod(config, context, Clock.systemUTC(), steps);
    pod.start().await();
    System.out.println(pod.ftpPort());
  }

  private static StoreSteps halt(StoreSteps.Step where, int photo) {
    var passed = new AtomicInteger();
    return step -> {
      if (step == where && passed.incrementAndGet() == photo) {
        Runtime.getRuntime().halt(STATUS);
      }
    };
  }
}
