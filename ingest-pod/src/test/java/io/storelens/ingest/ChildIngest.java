package io.storelens.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** {@link HaltingIngest} in a process of its own. */
final class ChildIngest {
  private final Process process;
  private final int port;
  private final Path log;

  private ChildIngest(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * Starts one and waits until cameras can connect.
   *
   * @param options of the Java machine
   * @param level of the log, where the options name a configuration that asks for it
   * @param halt where it ends by itself; nothing for nowhere
   */
  static ChildIngest start(
      Path root, URI analyzer, List<String> options, String level, String... halt)
      throws IOException {
    int first = ThreadLocalRandom.current().nextInt(20_000, 60_000);
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(HaltingIngest.class.getName());
    command.addAll(List.of(root.toString(), analyzer.toString()));
    command.add(first + "-" + (first + 19));
    command.addAll(List.of(halt));
    var log = root.resolve("ingest.log");
    var builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("LOG_LEVEL", level);
    var process = builder.start();
    var told =
        new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))
            .lines()
            .filter(line -> line.matches("\\d+"))
            .findFirst();
    return new ChildIngest(process, Integer.parseInt(told.orElseThrow()), log);
  }

  int port() {
    return port;
  }

  /** What it says on standard error. */
  Path log() {
    return log;
  }

  Process process() {
    return process;
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
