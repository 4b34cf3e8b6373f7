package io.storelens.e2e.bench;

import io.storelens.contract.store.OpeningHours;
import io.storelens.contract.store.WorkingHours;
import io.storelens.embedded.debian.TurboJpeg;
import io.storelens.standalone.simulator.CameraSimulator;
import io.storelens.standalone.simulator.Scene;
import io.storelens.standalone.simulator.ScenePool;
import io.storelens.standalone.simulator.SimulatedCamera;
import io.storelens.standalone.simulator.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Photos a second through the whole pipeline, from a camera's {@code STOR} to committed rows,
 * beside the bare models on the same photos in the same run, in turn. Load generator, FTP, spool,
 * analyzer, database and report share the cores. Uploads wait while {@value #BACKLOG} photos are
 * not analysed, so that the spool stays flat.
 */
public final class PipelineBenchmark {
  private static final int SCENES = 48;
  private static final int CAMERAS = 8;
  private static final long BACKLOG = 48;
  private static final long SEED = 7;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration DRAIN = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(50);

  private PipelineBenchmark() {}

  /**
   * Prints a table in Markdown.
   *
   * @param arguments rounds (default 3) and seconds a measurement (default 20)
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    var time = Duration.ofSeconds(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20);
    int cores = Runtime.getRuntime().availableProcessors();
    var home = Path.of(System.getProperty("storelens.home"));
    var folder = Files.createTempDirectory("storelens-bench");
    try (var pool = new ScenePool(SCENES, SEED)) {
      var scenes = IntStream.range(0, SCENES).mapToObj(pool::get).toList();
      var library = Optional.of(TurboJpeg.library(System.err::println));
      try (var bare = new BarePipeline(scenes.stream().map(Scene::jpeg).toList(), cores, library);
          var pipeline =
              new RunningPipeline(home, BenchmarkStore.write(folder), folder.resolve("data"))) {
        var rows = measure(bare, pipeline, pool, rounds, time);
        print(rows, scenes, cores, time);
      }
    }
  }

  private record Round(double bare, double whole) {
    double ratio() {
      return whole / bare;
    }
  }

  private static List<Round> measure(
      BarePipeline bare, RunningPipeline pipeline, ScenePool pool, int rounds, Duration time)
      throws IOException, InterruptedException {
    System.err.println("warming up");
    bare.measure(WARM_UP);
    upload(pipeline, pool, WARM_UP, 0);
    var measured = new ArrayList<Round>();
    for (int round = 1; round <= rounds; round++) {
      var result = new Round(bare.measure(time), upload(pipeline, pool, time, round));
      measured.add(result);
      System.err.printf(
          Locale.ROOT,
          "round %d: bare %.1f, pipeline %.1f photos/s: %.2f%n",
          round,
          result.bare(),
          result.whole(),
          result.ratio());
    }
    return measured;
  }

  /** Photos committed a second while cameras upload as fast as rows are committed. */
  private static double upload(RunningPipeline pipeline, ScenePool pool, Duration time, int round)
      throws IOException, InterruptedException {
    double before = pipeline.committed();
    var backlog = new Backlog(BACKLOG);
    var always = new OpeningHours(Set.of(DayOfWeek.values()), "00:00", "24:00");
    var hours = new WorkingHours(ZoneId.of("UTC"), List.of(always), Set.of());
    var cameras =
        IntStream.range(0, CAMERAS)
            .mapToObj(
                number ->
                    SimulatedCamera.of(
                        BenchmarkStore.camera(number),
                        BenchmarkStore.STORE,
                        hours,
                        BenchmarkStore.camera(number),
                        BenchmarkStore.PASSWORD))
            .toList();
    var simulator =
        new CameraSimulator(
            cameras,
            "127.0.0.1",
            pipeline.ftpPort(),
            pool,
            Clock.systemUTC(),
            SEED + 1000L * round,
            upload -> ended(upload, backlog));
    simulator.startAtFullSpeed();
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    double committed = before;
    while (System.nanoTime() < end) {
      Thread.sleep(POLL.toMillis());
      committed = pipeline.committed();
      backlog.committed(committed - before);
    }
    double rate = (committed - before) / ((System.nanoTime() - begin) / 1e9);
    backlog.committed(Double.MAX_VALUE);
    simulator.close();
    drain(pipeline, before + simulator.tally().acknowledged());
    return rate;
  }

  private static void ended(Upload upload, Backlog backlog) {
    if (!upload.acknowledged()) {
      throw new IllegalStateException("a photo was not taken: " + upload.failure().orElse(""));
    }
    backlog.uploaded();
  }

  private static void drain(RunningPipeline pipeline, double expected)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + DRAIN.toNanos();
    while (pipeline.committed() < expected) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("photos with a 226 are not counted after " + DRAIN);
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  private static void print(List<Round> rounds, List<Scene> scenes, int cores, Duration time) {
    double customers =
        scenes.stream().mapToInt(scene -> scene.customers().size()).average().orElseThrow();
    double bytes = scenes.stream().mapToInt(scene -> scene.jpeg().length).average().orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "%d rounds of %d s on %d cores; 1920x1080, %.2f MB, %.2f customers a photo%n%n",
        rounds.size(),
        time.toSeconds(),
        cores,
        bytes / 1e6,
        customers);
    System.out.println("| round | bare models, photos/s | whole pipeline, photos/s | ratio |");
    System.out.println("|---|---|---|---|");
    for (int number = 0; number < rounds.size(); number++) {
      var round = rounds.get(number);
      System.out.printf(
          Locale.ROOT,
          "| %d | %.1f | %.1f | %.2f |%n",
          number + 1,
          round.bare(),
          round.whole(),
          round.ratio());
    }
    var ratios = rounds.stream().mapToDouble(Round::ratio).sorted().toArray();
    System.out.printf(Locale.ROOT, "%nMedian ratio: %.2f%n", ratios[ratios.length / 2]);
  }
}
