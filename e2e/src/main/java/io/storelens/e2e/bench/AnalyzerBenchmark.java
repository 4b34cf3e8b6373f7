package io.storelens.e2e.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.storelens.embedded.debian.TurboJpeg;
import io.storelens.standalone.simulator.Scene;
import io.storelens.standalone.simulator.ScenePool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * CPU time of a photo, beside other open-source analyzers on Node with their wasm backend: the same
 * photos, in turn, each in one process. Whole processes are counted, with garbage collection and
 * compiler.
 */
public final class AnalyzerBenchmark {
  private static final int SCENES = 24;
  private static final long SEED = 11;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final List<String> PEERS = List.of("human", "faceapi-ssd", "faceapi-tiny");

  private AnalyzerBenchmark() {}

  /**
   * Prints a table in Markdown.
   *
   * @param arguments folder of the peers' node_modules, then customers a photo (default 4), rounds
   *     (default 3) and seconds a measurement (default 15)
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int customers = argument(arguments, 1, 4);
    int rounds = argument(arguments, 2, 3);
    var time = Duration.ofSeconds(argument(arguments, 3, 15));
    var folder = Files.createTempDirectory("storelens-peers");
    List<byte[]> photos;
    try (var pool = ScenePool.withCustomers(SCENES, SEED, customers)) {
      photos = IntStream.range(0, SCENES).mapToObj(pool::get).map(Scene::jpeg).toList();
    }
    for (int i = 0; i < photos.size(); i++) {
      Files.write(folder.resolve("photo-%02d.jpg".formatted(i)), photos.get(i));
    }
    Map<String, List<Double>> millis = new TreeMap<>();
    var library = TurboJpeg.library(System.err::println);
    try (var own = new BarePipeline(photos, 1, Optional.of(library))) {
      own.measure(WARM_UP);
      for (int round = 1; round <= rounds; round++) {
        System.err.println("round " + round);
        add(millis, "storelens", own(own, time));
        for (String peer : PEERS) {
          var said = peer(peer, Path.of(arguments[0]), folder, time);
          System.err.println(said);
          add(millis, peer, said.get("cpuMillis").asDouble());
        }
      }
    }
    print(millis, photos, customers, rounds, time);
  }

  private static int argument(String[] arguments, int place, int otherwise) {
    return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
  }

  private static void add(Map<String, List<Double>> millis, String name, double value) {
    millis.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
  }

  /** CPU milliseconds a photo of this process. */
  private static double own(BarePipeline own, Duration time) throws InterruptedException {
    double before = cpuSeconds();
    double rate = own.measure(time);
    return (cpuSeconds() - before) / (rate * time.toSeconds()) * 1000;
  }

  private static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
  }

  private static JsonNode peer(String name, Path modules, Path photos, Duration time)
      throws IOException, InterruptedException {
    var script = Path.of(System.getProperty("storelens.home"), "e2e", "peers", "peers.mjs");
    var builder =
        new ProcessBuilder(
            "node", script.toString(), name, photos.toString(), Long.toString(time.toSeconds()));
    builder.environment().put("PEERS", modules.toString());
    var process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0 || lines.isEmpty()) {
      throw new IllegalStateException(name + " did not run");
    }
    // Libraries print on standard output, too: the result is the last line.
    return new ObjectMapper().readTree(lines.substring(lines.lastIndexOf('\n') + 1));
  }

  private static void print(
      Map<String, List<Double>> millis,
      List<byte[]> photos,
      int customers,
      int rounds,
      Duration time) {
    double bytes = photos.stream().mapToInt(photo -> photo.length).average().orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "%d rounds of %d s; 1920x1080, %.2f MB, %d customers a photo%n%n",
        rounds,
        time.toSeconds(),
        bytes / 1e6,
        customers);
    System.out.println("| analyzer | CPU ms a photo, each round | median | times Storelens |");
    System.out.println("|---|---|---|---|");
    double own = median(millis.get("storelens"));
    millis.forEach(
        (name, values) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f |%n",
                name,
                String.join(
                    ", ", values.stream().map(v -> String.format(Locale.ROOT, "%.1f", v)).toList()),
                median(values),
                median(values) / own));
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
  }
}
