package io.storelens.embedded.command;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A program of the machine, run to its end with English messages. */
public final class Command {
  private static final int LAST_LINES = 15;

  private final List<String> words;
  private final Map<String, String> environment;

  /**
   * @param words program and arguments
   * @param environment added to this process's environment
   */
  public Command(List<String> words, Map<String, String> environment) {
    this.words = List.copyOf(words);
    this.environment = Map.copyOf(environment);
  }

  /** How it ended. */
  public record Result(int status, String output) {
    /** Whether the program reported success. */
    public boolean succeeded() {
      return status == 0;
    }

    /** The end of what it printed, for an error message. */
    public String lastLines() {
      return Command.lastLines(output);
    }
  }

  /**
   * Runs the program and waits for it. An interrupted wait ends the program.
   *
   * @return exit status, and standard output with standard error
   * @throws IOException if the program cannot be started
   */
  public Result run() throws IOException, InterruptedException {
    var output = Files.createTempFile("storelens-", ".out");
    try {
      var process = start(ProcessBuilder.Redirect.to(output.toFile()));
      try {
        int status = process.waitFor();
        return new Result(status, Files.readString(output, StandardCharsets.UTF_8));
      } finally {
        process.destroy();
      }
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /**
   * Starts the program without waiting for it, with no input.
   *
   * @param output where standard output and standard error go
   */
  public Process start(ProcessBuilder.Redirect output) throws IOException {
    return start(ProcessBuilder.Redirect.from(new File("/dev/null")), output);
  }

  /**
   * Starts the program without waiting for it.
   *
   * @param input where standard input comes from
   * @param output where standard output and standard error go
   */
  public Process start(ProcessBuilder.Redirect input, ProcessBuilder.Redirect output)
      throws IOException {
    var builder =
        new ProcessBuilder(words)
            .redirectInput(input)
            .redirectErrorStream(true)
            .redirectOutput(output);
    builder.environment().putAll(environment);
    builder.environment().put("LC_ALL", "C");
    return builder.start();
  }

  /** Whether {@code program} lies in a folder of {@code PATH} or of the system. */
  public static boolean exists(String program) {
    var folders = System.getenv().getOrDefault("PATH", "") + ":/usr/bin:/bin:/usr/sbin:/sbin";
    return Arrays.stream(folders.split(":"))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** The end of a longer text, for an error message. */
  public static String lastLines(String text) {
    var lines = text.strip().lines().toList();
    return lines.stream()
        .skip(Math.max(0, lines.size() - LAST_LINES))
        .collect(Collectors.joining("\n"));
  }
}
