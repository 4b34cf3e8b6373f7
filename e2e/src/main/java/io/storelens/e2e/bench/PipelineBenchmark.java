package io.storelens.e2e.bench;

import io.storelens.embedded.debian.TurboJpeg;
import io.storelens.standalone.simulator.Scene;
import io.storelens.standalone.simulator.ScenePool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
  private static final Duration BARE_WARM_UP = Duration.ofSeconds(60);

  /**
   * What runs once a photo is compiled after some ten thousand; until then the compiler takes a
   * share.
   */
  private static final double WARM_UP_PHOTOS = 15_000;

  private static final Duration DRAIN = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(500);

  private PipelineBenchmark() {}

  /**
   * Prints a table in Markdown.
   *
   * @param arguments customers a photo (1 to 4, default 4), rounds (default 3) and seconds a
   *     measurement (default 20)
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int customers = argument(arguments, 0, 4);
    int rounds = argument(arguments, 1, 3);
    var time = Duration.ofSeconds(argument(arguments, 2, 20));
    int cores = Runtime.getRuntime().availableProcessors();
    var home = Path.of(System.getProperty("storelens.home"));
    var folder = Files.createTempDirectory("storelens-bench");
    try (var pool = ScenePool.withCustomers(SCENES, SEED, customers)) {
      var scenes = IntStream.range(0, SCENES).mapToObj(pool::get).toList();
      var library = Optional.of(TurboJpeg.library(System.err::println));
      try (var bare = new BarePipeline(scenes.stream().map(Scene::jpeg).toList(), cores, library);
          var pipeline =
              new RunningPipeline(home, BenchmarkStore.write(folder), folder.resolve("data"))) {
        var shared = scenes.stream().map(scene -> new SharedScene(scene.jpeg())).toList();
        var rows = measure(bare, pipeline, shared, rounds, time);
        print(rows, scenes, cores, time);
      }
    }
  }

  private static int argument(String[] arguments, int place, int otherwise) {
    return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
  }

  /**
   * One measurement of both.
   *
   * @param bare the bare models
   * @param whole the whole pipeline, without the cameras' CPU
   * @param camerasCpu CPU milliseconds a photo of the load generator
   */
  private record Round(Speed bare, Speed whole, double camerasCpu) {
    double ratio() {
      return whole.rate() / bare.rate();
    }
  }

  /**
   * How fast, and at what cost.
   *
   * @param rate photos a second
   * @param cpu CPU milliseconds a photo
   */
  record Speed(double rate, double cpu) {}

  private static List<Round> measure(
      BarePipeline bare,
      RunningPipeline pipeline,
      List<SharedScene> scenes,
      int rounds,
      Duration time)
      throws IOException, InterruptedException {
    System.err.println("warming up");
    bare.measure(BARE_WARM_UP);
    warmUp(pipeline, scenes);
    var measured = new ArrayList<Round>();
    for (int round = 1; round <= rounds; round++) {
      double cpuBefore = ownCpuSeconds();
      double bareRate = bare.measure(time);
      double bareCpu = (ownCpuSeconds() - cpuBefore) / (bareRate * time.toSeconds()) * 1000;
      var result = upload(pipeline, scenes, time, round);
      var row = new Round(new Speed(bareRate, bareCpu), result.whole(), result.camerasCpu());
      measured.add(row);
      System.err.printf(
          Locale.ROOT,
          "round %d: bare %.1f, pipeline %.1f photos/s: %.2f%n",
          round,
          row.bare().rate(),
          row.whole().rate(),
          row.ratio());
    }
    return measured;
  }

  private record Uploaded(Speed whole, double camerasCpu) {}

  private static double ownCpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
  }

  /** Lets cameras upload as fast as rows are committed, until what is written is compiled. */
  private static void warmUp(RunningPipeline pipeline, List<SharedScene> scenes)
      throws IOException, InterruptedException {
    double before = pipeline.committed();
    var backlog = new Backlog(BACKLOG);
    var cameras = uploads(pipeline, scenes, 0, backlog);
    double photos = 0;
    while (photos < WARM_UP_PHOTOS) {
      photos = follow(pipeline, cameras, backlog, before);
    }
    stop(pipeline, cameras, backlog, before);
  }

  /**
   * Photos committed a second while cameras upload as fast as rows are committed, once as many wait
   * as may.
   */
  private static Uploaded upload(
      RunningPipeline pipeline, List<SharedScene> scenes, Duration time, int round)
      throws IOException, InterruptedException {
    double before = pipeline.committed();
    var backlog = new Backlog(BACKLOG);
    var cameras = uploads(pipeline, scenes, round, backlog);
    double first = 0;
    while (first < BACKLOG) {
      first = follow(pipeline, cameras, backlog, before);
    }
    double ownBefore = ownCpuSeconds();
    double theirsBefore = pipeline.cpuSeconds();
    long begin = System.nanoTime();
    double photos = 0;
    while (System.nanoTime() < begin + time.toNanos()) {
      photos = follow(pipeline, cameras, backlog, before) - first;
    }
    double rate = photos / ((System.nanoTime() - begin) / 1e9);
    double cpu = (pipeline.cpuSeconds() - theirsBefore) / photos * 1000;
    double camerasCpu = (ownCpuSeconds() - ownBefore) / photos * 1000;
    stop(pipeline, cameras, backlog, before);
    return new Uploaded(new Speed(rate, cpu), camerasCpu);
  }

  private static BusyCameras uploads(
      RunningPipeline pipeline, List<SharedScene> scenes, int round, Backlog backlog) {
    return new BusyCameras(pipeline.ftpPort(), CAMERAS, scenes, SEED + 1000L * round, backlog);
  }

  /** Waits a moment, and tells cameras how many photos are committed beyond {@code before}. */
  private static double follow(
      RunningPipeline pipeline, BusyCameras cameras, Backlog backlog, double before)
      throws IOException, InterruptedException {
    cameras.requireNoFailure();
    Thread.sleep(POLL.toMillis());
    double photos = pipeline.committed() - before;
    backlog.committed(photos);
    return photos;
  }

  private static void stop(
      RunningPipeline pipeline, BusyCameras cameras, Backlog backlog, double before)
      throws IOException, InterruptedException {
    backlog.committed(Double.MAX_VALUE);
    drain(pipeline, before + cameras.stop());
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
    double bytes = scenes.stream().mapToInt(scene -> scene.jpeg().length).average().orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "%d rounds of %d s on %d cores; 1920x1080, %.2f MB, %d customers a photo%n%n",
        rounds.size(),
        time.toSeconds(),
        cores,
        bytes / 1e6,
        scenes.get(0).customers().size());
    System.out.println(
        "| round | bare models, photos/s | CPU ms | whole pipeline, photos/s | CPU ms"
            + " | cameras' CPU ms | ratio of photos/s |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (int number = 0; number < rounds.size(); number++) {
      var round = rounds.get(number);
      System.out.printf(
          Locale.ROOT,
          "| %d | %.1f | %.1f | %.1f | %.1f | %.1f | %.2f |%n",
          number + 1,
          round.bare().rate(),
          round.bare().cpu(),
          round.whole().rate(),
          round.whole().cpu(),
          round.camerasCpu(),
          round.ratio());
    }
    var ratios = rounds.stream().mapToDouble(Round::ratio).sorted().toArray();
    System.out.printf(Locale.ROOT, "%nMedian ratio: %.2f%n", ratios[ratios.length / 2]);
  }
}
