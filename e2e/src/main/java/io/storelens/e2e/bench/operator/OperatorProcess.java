package io.storelens.e2e.bench.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The operator in a process of its own, with a heap of 256 MB. */
final class OperatorProcess implements AutoCloseable {
  /** What {@code operator/pom.xml} gives the operator in its image. */
  static final List<String> IMAGE_OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final Pattern USED = Pattern.compile(" total \\d+K, used (\\d+)K");

  private static final Pattern WORKS = Pattern.compile("The operator works on");
  private static final Duration LONGEST_START = Duration.ofMinutes(2);

  private final Process process;
  private final Path log;

  private OperatorProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static OperatorProcess start(Path home, String namespace, List<String> options)
      throws IOException {
    var log = Files.createTempFile("storelens-operator", ".log");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(options);
    command.add("-jar");
    command.add(home.resolve("standalone/target/storelens-standalone.jar").toString());
    command.addAll(List.of("operator", "--namespace", namespace));
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new OperatorProcess(process, log);
  }

  /** Waits until it says that it works. */
  void awaitStart() throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (!WORKS.matcher(Files.readString(log)).find()) {
      check();
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the operator does not start:\n" + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** Says what it said, should it have ended. */
  void check() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "the operator ended with " + process.exitValue() + ":\n" + Files.readString(log));
    }
  }

  /** Heap in use after a full collection, MiB. */
  long heap() throws IOException, InterruptedException {
    jcmd("GC.run");
    // One line a generation.
    long used =
        USED.matcher(jcmd("GC.heap_info"))
            .results()
            .mapToLong(line -> Long.parseLong(line.group(1)))
            .sum();
    if (used == 0) {
      throw new IllegalStateException("jcmd tells no heap");
    }
    return used >> 10;
  }

  /** Processor time so far, seconds. */
  double cpu() {
    return process.info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    var jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                command)
            .start();
    var answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    return answer;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.delete(log);
  }
}
