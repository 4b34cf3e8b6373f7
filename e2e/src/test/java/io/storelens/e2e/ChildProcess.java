package io.storelens.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that ran to its end.
 *
 * @param status its exit status
 * @param output what it printed, on both streams
 */
record ChildProcess(int status, String output) {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Runs {@code command}; one that takes over two minutes is ended and fails. */
  static ChildProcess run(List<String> command) {
    try {
      Path output = Files.createTempFile("storelens", ".out");
      try {
        var process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException(command.get(0) + " took over " + LIMIT);
        }
        return new ChildProcess(process.exitValue(), Files.readString(output));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new IllegalStateException(command.get(0) + " did not run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command.get(0), e);
    }
  }
}
