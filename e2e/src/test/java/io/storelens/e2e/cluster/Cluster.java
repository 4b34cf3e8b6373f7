package io.storelens.e2e.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The cluster that {@code e2e/cluster} gives: the user's, one of kind, or one of its own. */
final class Cluster {
  private static final Path SCRIPT =
      Path.of(System.getProperty("storelens.home"), "e2e", "cluster").normalize();

  private final Path kubeconfig;

  private Cluster(Path kubeconfig) {
    this.kubeconfig = kubeconfig;
  }

  /**
   * Brings it up, where it is not. The first time this may take ten minutes; it stays up.
   *
   * @throws IllegalStateException if it does not come up, with what the script said
   */
  static Cluster up() {
    run("up");
    return new Cluster(Path.of(run("kubeconfig").strip()));
  }

  /** How clients reach it. */
  Path kubeconfig() {
    return kubeconfig;
  }

  private static String run(String command) {
    try {
      var process =
          new ProcessBuilder(SCRIPT.toString(), command).redirectErrorStream(true).start();
      String output;
      try (BufferedReader lines = process.inputReader()) {
        output = lines.lines().collect(Collectors.joining("\n"));
      }
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            String.join(" ", List.of(SCRIPT.toString(), command)) + " failed:\n" + output);
      }
      return output;
    } catch (IOException e) {
      throw new IllegalStateException(SCRIPT + " did not run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + SCRIPT, e);
    }
  }
}
