package io.storelens.e2e.bench;

import io.storelens.e2e.bench.Peer.Work;
import io.storelens.e2e.bench.PhotoPosts.Latencies;
import io.storelens.embedded.debian.TurboJpeg;
import io.storelens.standalone.simulator.Scene;
import io.storelens.standalone.simulator.ScenePool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The models alone beside face libraries for Node, and beside the analyzer as a pod (a photo comes
 * by HTTP, its rows are committed), in turn, on the same photos in the same run.
 */
public final class AnalyzerBenchmark {
  private static final int SCENES = 24;
  private static final long SEED = 7;
  private static final int CUSTOMERS = 4;
  private static final Duration WARM_UP = Duration.ofSeconds(25);
  private static final double PART_LOAD = 0.7;

  private final int cores = Runtime.getRuntime().availableProcessors();
  private final Duration time;
  private final Path folder;
  private final Path photoFolder;
  private final Path peers;
  private final List<byte[]> photos;
  private final Map<Peer, Work> peerWork = new EnumMap<>(Peer.class);
  private final List<Pair> pairs = new ArrayList<>();
  private Work bareWork = new Work(0, 0, 0);

  /**
   * The models alone and the pod, one after the other.
   *
   * @param bare photos a second
   * @param pod photos a second
   * @param podCpu CPU milliseconds a photo of the pod
   * @param databaseCpu of its database
   * @param clientCpu of whoever posts
   */
  private record Pair(
      double bare, double pod, double podCpu, double databaseCpu, double clientCpu) {
    double ratio() {
      return pod / bare;
    }
  }

  private AnalyzerBenchmark(Path home, Duration time, List<byte[]> photos) throws IOException {
    this.time = time;
    this.photos = photos;
    this.peers = home.resolve("e2e").resolve("peers");
    this.folder = Files.createTempDirectory("storelens-analyzer");
    this.photoFolder = Files.createDirectories(folder.resolve("photos"));
    for (int number = 0; number < photos.size(); number++) {
      Files.write(photoFolder.resolve("photo-%02d.jpg".formatted(number)), photos.get(number));
    }
  }

  /**
   * Prints tables in Markdown.
   *
   * @param arguments rounds (default 3) and seconds a measurement (default 10)
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    var time = Duration.ofSeconds(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10);
    var home = Path.of(System.getProperty("storelens.home"));
    try (var pool = ScenePool.withCustomers(SCENES, SEED, CUSTOMERS)) {
      var photos = IntStream.range(0, SCENES).mapToObj(pool::get).map(Scene::jpeg).toList();
      new AnalyzerBenchmark(home, time, photos).run(rounds);
    }
  }

  private void run(int rounds) throws IOException, InterruptedException, SQLException {
    var library = TurboJpeg.library(System.err::println);
    try (var bare = new BarePipeline(photos, cores, Optional.of(library));
        var analyzer = new AnalyzerServer(folder, library);
        var posts = new PhotoPosts(analyzer, photos)) {
      bare.measure(WARM_UP);
      posts.asManyAsCan(WARM_UP.multipliedBy(2));
      for (int round = 1; round <= rounds; round++) {
        System.err.printf(Locale.ROOT, "round %d of %d%n", round, rounds);
        pairs.add(pair(bare, analyzer, posts));
        for (Peer peer : Peer.values()) {
          peerWork.merge(peer, peer.measure(peers, photoFolder, time), Work::plus);
        }
      }
      double rate = median(pairs.stream().mapToDouble(Pair::pod).toArray()) * PART_LOAD;
      var latencies = posts.at(rate, time.multipliedBy(3));
      print(rate, latencies, analyzer.mostMemory());
    }
  }

  private Pair pair(BarePipeline bare, AnalyzerServer analyzer, PhotoPosts posts)
      throws InterruptedException {
    double before = ownCpuSeconds();
    double bareRate = bare.measure(time);
    double barePhotos = bareRate * time.toSeconds();
    bareWork =
        bareWork.plus(new Work(barePhotos, ownCpuSeconds() - before, barePhotos * CUSTOMERS));
    double client = ownCpuSeconds();
    double pod = analyzer.cpuSeconds();
    double database = analyzer.databaseCpuSeconds();
    var posted = posts.asManyAsCan(time);
    double millis = 1000.0 / posted.photos();
    return new Pair(
        bareRate,
        posted.rate(),
        (analyzer.cpuSeconds() - pod) * millis,
        (analyzer.databaseCpuSeconds() - database) * millis,
        (ownCpuSeconds() - client) * millis);
  }

  private static double ownCpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private void print(double rate, Latencies latencies, long memory) {
    System.out.printf(
        Locale.ROOT,
        "%d rounds of %d s on %d cores; 1920x1080, %.2f MB, %d customers a photo%n%n",
        pairs.size(),
        time.toSeconds(),
        cores,
        photos.stream().mapToInt(photo -> photo.length).average().orElseThrow() / 1e6,
        CUSTOMERS);
    System.out.println("| | CPU ms a photo | photos a CPU second | faces a photo | ratio |");
    System.out.println("|---|---|---|---|---|");
    row("Storelens, models alone", bareWork);
    peerWork.forEach((peer, work) -> row(peer.title(), work));
    System.out.println();
    System.out.println(
        "| round | models alone, photos/s | pod, photos/s | ratio | pod's CPU ms a photo"
            + " | database's | client's |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (int number = 0; number < pairs.size(); number++) {
      var pair = pairs.get(number);
      System.out.printf(
          Locale.ROOT,
          "| %d | %.1f | %.1f | %.2f | %.1f | %.1f | %.1f |%n",
          number + 1,
          pair.bare(),
          pair.pod(),
          pair.ratio(),
          pair.podCpu(),
          pair.databaseCpu(),
          pair.clientCpu());
    }
    System.out.printf(
        Locale.ROOT,
        "%nMedian ratio %.2f. At %.0f %% of the pod's rate (%.1f photos/s at random moments, %d"
            + " photos): median %.0f ms, p99 %.0f ms. Most memory resident: %d MiB%n",
        median(pairs.stream().mapToDouble(Pair::ratio).toArray()),
        PART_LOAD * 100,
        rate,
        latencies.photos(),
        latencies.median() * 1000,
        latencies.p99() * 1000,
        memory >> 20);
  }

  private void row(String title, Work work) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.2f | %.1f | %.1f |%n",
        title,
        work.cpuMillis(),
        1000 / work.cpuMillis(),
        work.faces() / work.photos(),
        work.cpuMillis() / bareWork.cpuMillis());
  }
}
