package io.storelens.e2e.bench;

import io.storelens.standalone.simulator.CameraSimulator;
import io.storelens.standalone.simulator.ScenePool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Lets cameras and troublemakers work on the whole pipeline for a long time, and fails if anything
 * grows that should not, or if a photo with a {@code 226} is not counted.
 */
public final class Soak {
  private static final int SCENES = 16;
  private static final int CAMERAS = 8;
  private static final int LOOKS = 30;
  private static final Duration DRAIN = Duration.ofMinutes(2);
  private static final long SEED = 11;

  private Soak() {}

  /**
   * Prints a line a look and, in the end, what grew.
   *
   * @param arguments minutes (default 30) and photos a second (default 1)
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var time = Duration.ofMinutes(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30);
    double rate = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1;
    var home = Path.of(System.getProperty("storelens.home"));
    var folder = Files.createTempDirectory("storelens-soak");
    var data = folder.resolve("data");
    try (var pool = new ScenePool(SCENES, SEED);
        var pipeline = new RunningPipeline(home, BenchmarkStore.write(folder), data);
        var probe = new Probe(pipeline.process(), data.resolve("spool"))) {
      var faults = soak(pipeline, probe, pool, time, rate);
      faults.forEach(System.out::println);
      if (!faults.isEmpty()) {
        System.exit(1);
      }
      System.out.println("Nothing grows, and every photo with a 226 is counted.");
    }
  }

  private static List<String> soak(
      RunningPipeline pipeline, Probe probe, ScenePool pool, Duration time, double rate)
      throws IOException, InterruptedException {
    double before = pipeline.committed();
    var looks = new ArrayList<Vitals>();
    var simulator = simulator(pipeline, pool);
    var trouble =
        new Troublemakers(pipeline.ftpPort(), BenchmarkStore.camera(0), BenchmarkStore.PASSWORD);
    try (simulator;
        trouble) {
      simulator.start(rate);
      System.out.println("minutes  heap MB  threads  files  spooled  counted  troubles");
      for (int look = 1; look <= LOOKS; look++) {
        Thread.sleep(time.toMillis() / LOOKS);
        var now = probe.look();
        looks.add(now);
        System.out.printf(
            Locale.ROOT,
            "%7.1f  %7.1f  %7d  %5d  %7d  %7.0f  %8d%n",
            time.toMillis() / 60_000.0 * look / LOOKS,
            now.heap() / 1e6,
            now.threads(),
            now.files(),
            now.spooled(),
            pipeline.committed() - before,
            trouble.troubles());
      }
    }
    long acknowledged = simulator.tally().acknowledged();
    var faults = growth(looks);
    if (!drained(pipeline, probe, before + acknowledged)) {
      faults.add(
          "Of %d photos with a 226, %.0f are counted, and %d files are left in the spool."
              .formatted(acknowledged, pipeline.committed() - before, probe.look().spooled()));
    }
    return faults;
  }

  private static CameraSimulator simulator(RunningPipeline pipeline, ScenePool pool) {
    var cameras = BenchmarkStore.cameras(CAMERAS);
    return new CameraSimulator(
        cameras, "127.0.0.1", pipeline.ftpPort(), pool, Clock.systemUTC(), SEED, upload -> {});
  }

  /** The last third beside the second; the first is for warming up. */
  private static List<String> growth(List<Vitals> looks) {
    int third = looks.size() / 3;
    var middle = looks.subList(third, 2 * third);
    var end = looks.subList(2 * third, looks.size());
    var faults = new ArrayList<String>();
    judge(faults, "Heap bytes", middle, end, Vitals::heap, 0.1, 8 << 20);
    judge(faults, "Threads", middle, end, Vitals::threads, 0.1, 4);
    judge(faults, "Open files", middle, end, Vitals::files, 0.1, 8);
    judge(faults, "Photos in the spool", middle, end, Vitals::spooled, 0.5, 50);
    return faults;
  }

  private static void judge(
      List<String> faults,
      String what,
      List<Vitals> middle,
      List<Vitals> end,
      ToLongFunction<Vitals> of,
      double share,
      double slack) {
    double before = middle.stream().mapToLong(of).average().orElseThrow();
    double after = end.stream().mapToLong(of).average().orElseThrow();
    if (after > before * (1 + share) + slack) {
      faults.add(String.format(Locale.ROOT, "%s grow: from %.0f to %.0f.", what, before, after));
    }
  }

  private static boolean drained(RunningPipeline pipeline, Probe probe, double expected)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + DRAIN.toNanos();
    while (pipeline.committed() != expected || probe.look().spooled() > 0) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(500);
    }
    return true;
  }
}
