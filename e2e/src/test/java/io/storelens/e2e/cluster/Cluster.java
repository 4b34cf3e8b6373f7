package io.storelens.e2e.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
   * @param options of {@code e2e/cluster up}
   * @throws IllegalStateException if it does not come up, with what the script said
   */
  static Cluster up(String... options) {
    script(Stream.concat(Stream.of("up"), Stream.of(options)).toArray(String[]::new));
    return new Cluster(Path.of(script("kubeconfig").strip()));
  }

  /**
   * Runs {@code e2e/cluster} with {@code command}.
   *
   * @return what it printed
   * @throws IllegalStateException if it failed, with the same
   */
  static String script(String... command) {
    var outcome = run(command);
    if (outcome.status() != 0) {
      throw new IllegalStateException(
          SCRIPT
              + " "
              // The rest may hold a password.
              + String.join(" ", Arrays.copyOf(command, Math.min(2, command.length)))
              + " failed:\n"
              + outcome.output());
    }
    return outcome.output();
  }

  /** Makes an image known to the node. */
  void load(Path image) {
    script("load", image.toString());
  }

  /**
   * Runs {@code kubectl}, which must succeed.
   *
   * @return what it printed
   */
  String ask(String... arguments) {
    return script(Stream.concat(Stream.of("kubectl"), Stream.of(arguments)).toArray(String[]::new));
  }

  /**
   * Runs {@code kubectl}.
   *
   * @return what it printed, when it failed; empty when it did not
   */
  Optional<String> kubectl(String... arguments) {
    var outcome =
        run(Stream.concat(Stream.of("kubectl"), Stream.of(arguments)).toArray(String[]::new));
    return outcome.status() == 0 ? Optional.empty() : Optional.of(outcome.output());
  }

  /**
   * Runs {@code helm}; no cluster need be up to render a chart.
   *
   * @return what it printed
   */
  static Outcome helm(String... arguments) {
    return run(Stream.concat(Stream.of("helm"), Stream.of(arguments)).toArray(String[]::new));
  }

  /** Applies YAML. */
  void applyText(String yaml, String... options) {
    try {
      var file = Files.createTempFile("storelens-", ".yaml");
      try {
        Files.writeString(file, yaml);
        ask(
            Stream.concat(Stream.of("apply", "--filename", file.toString()), Stream.of(options))
                .toArray(String[]::new));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it is of {@code KUBECONFIG}. */
  boolean isGiven() {
    return script("provider").equals("given");
  }

  /** Whether {@code e2e/cluster} runs it of programs on this machine. */
  boolean isOwn() {
    return script("provider").equals("own");
  }

  /** How clients reach it. */
  Path kubeconfig() {
    return kubeconfig;
  }

  /** The folder of what our own cluster writes; it goes when the cluster goes. */
  Path files() {
    return kubeconfig.getParent().getParent();
  }

  /**
   * What became of a program.
   *
   * @param status 0 when it did what it was asked
   * @param output what it printed, errors included
   */
  record Outcome(int status, String output) {}

  /** Runs {@code e2e/cluster} with {@code command}, which may fail. */
  static Outcome run(String... command) {
    try {
      var process =
          new ProcessBuilder(
                  Stream.concat(Stream.of(SCRIPT.toString()), Stream.of(command)).toList())
              .redirectErrorStream(true)
              .start();
      try (BufferedReader lines = process.inputReader()) {
        String output = lines.lines().collect(Collectors.joining("\n"));
        return new Outcome(process.waitFor(), output);
      }
    } catch (IOException e) {
      throw new IllegalStateException(SCRIPT + " did not run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + SCRIPT, e);
    }
  }
}
