package io.storelens.e2e.bench;

import io.storelens.standalone.simulator.CameraSimulator;
import io.storelens.standalone.simulator.ScenePool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/**
 * Cameras upload at a steady rate, one customer a photo, whether or not the pipeline keeps up: from
 * {@code STOR} to committed rows, with cameras, FTP, analyzer, database and report on this machine.
 */
public final class HeldLoad {
  private static final int SCENES = 48;
  private static final int CAMERAS = 48;
  private static final long SEED = 23;
  private static final Duration WARM_UP = Duration.ofMinutes(1);
  private static final Duration LINE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration DRAIN = Duration.ofMinutes(2);

  private final RunningPipeline pipeline;
  private final ScenePool pool;
  private final double rate;

  private HeldLoad(RunningPipeline pipeline, ScenePool pool, double rate) {
    this.pipeline = pipeline;
    this.pool = pool;
    this.rate = rate;
  }

  /**
   * Prints a line every half minute and the result; fails if a photo with a {@code 226} is lost.
   *
   * @param arguments photos a second (default 60) and minutes (default 10)
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    double rate = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 60;
    var time = Duration.ofMinutes(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10);
    var home = Path.of(System.getProperty("storelens.home"));
    var folder = Files.createTempDirectory("storelens-load");
    try (var pool = ScenePool.withCustomers(SCENES, SEED, 1);
        var pipeline =
            new RunningPipeline(home, BenchmarkStore.write(folder), folder.resolve("data"))) {
      var load = new HeldLoad(pipeline, pool, rate);
      System.err.println("warming up");
      load.run(WARM_UP, false);
      load.run(time, true);
    }
  }

  private void run(Duration time, boolean isMeasured) throws IOException, InterruptedException {
    var delays = new Delays();
    double before = pipeline.committed();
    double cpuBefore = pipeline.cpuSeconds();
    long begin = System.nanoTime();
    var simulator =
        new CameraSimulator(
            BenchmarkStore.cameras(CAMERAS),
            "127.0.0.1",
            pipeline.ftpPort(),
            pool,
            Clock.systemUTC(),
            SEED + time.toSeconds(),
            upload -> {
              if (upload.acknowledged()) {
                delays.acknowledged(System.nanoTime());
              }
            });
    simulator.start(rate);
    double committed = follow(delays, before, begin + time.toNanos(), isMeasured);
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpu = (pipeline.cpuSeconds() - cpuBefore) / (committed - before) * 1000;
    double left = pipeline.spooled();
    simulator.close();
    drain(before + simulator.tally().acknowledged());
    if (isMeasured) {
      System.out.printf(
          Locale.ROOT,
          "%n%.0f photos/s asked for, %.1f committed; %d uploads failed; in the spool at the end:"
              + " %.0f; from 226 to committed row: p50 %.2f s, p99 %.2f s; CPU %.1f ms a photo%n",
          rate,
          (committed - before) / seconds,
          simulator.tally().failed(),
          left,
          delays.seconds(0.5),
          delays.seconds(0.99),
          cpu);
    }
  }

  /** Watches until {@code end}, and gives the photos that are committed then. */
  private double follow(Delays delays, double before, long end, boolean tells)
      throws IOException, InterruptedException {
    double seen = before;
    long nextLine = System.nanoTime() + LINE.toNanos();
    while (System.nanoTime() < end) {
      Thread.sleep(POLL.toMillis());
      double now = pipeline.committed();
      delays.committed(Math.round(now - seen), System.nanoTime());
      seen = now;
      if (tells && System.nanoTime() > nextLine) {
        nextLine += LINE.toNanos();
        System.out.printf(
            Locale.ROOT,
            "%7.0f committed, %4.0f in the spool, p99 %.2f s%n",
            seen - before,
            pipeline.spooled(),
            delays.seconds(0.99));
      }
    }
    return seen;
  }

  private void drain(double expected) throws IOException, InterruptedException {
    long end = System.nanoTime() + DRAIN.toNanos();
    while (pipeline.committed() < expected) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("photos with a 226 are not counted after " + DRAIN);
      }
      Thread.sleep(POLL.toMillis());
    }
  }
}
