package io.storelens.e2e.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code ./storelens operator} as a person runs it. */
final class OperatorCommand implements AutoCloseable {
  private static final Path HOME = Path.of(System.getProperty("storelens.home")).normalize();
  private static final Pattern MANAGEMENT = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/");

  private final Process process;
  private final Path output;

  private OperatorCommand(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Runs it.
   *
   * @param environment variables it has besides ours; without {@code KUBECONFIG} it has none
   */
  static OperatorCommand run(Map<String, String> environment, String... options) {
    try {
      var output = Files.createTempFile("storelens-operator", ".out");
      var command = new ArrayList<>(List.of(HOME.resolve("storelens").toString(), "operator"));
      command.addAll(List.of(options));
      var builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().remove("KUBECONFIG");
      builder.environment().putAll(environment);
      return new OperatorCommand(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it says that it works, and gives the URL of its management port. */
  String awaitStart() {
    await("the operator works")
        .atMost(Duration.ofMinutes(2))
        .failFast(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException("the operator ended:\n" + output());
              }
            })
        .until(() -> MANAGEMENT.matcher(output()).find());
    var found = MANAGEMENT.matcher(output());
    if (!found.find()) {
      throw new IllegalStateException("no management port in:\n" + output());
    }
    return found.group(1);
  }

  /** Waits until it ends by itself, and gives its exit status. */
  int awaitEnd() {
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        throw new IllegalStateException("the operator did not end:\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the operator runs", e);
    }
  }

  /** All it printed so far. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to stop, as Ctrl-C does. */
  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }
}
