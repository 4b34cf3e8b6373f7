package io.storelens.e2e;

import static java.util.concurrent.TimeUnit.MINUTES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A program of the machine that a story needs: a foreign FTP client, a browser. Where it is missing
 * it is installed from Debian's packages by root; others are told what to install.
 */
enum HostTool {
  CURL("curl", "curl"),
  LFTP("lftp", "lftp"),
  PYTHON("python3", "python3-minimal"),
  CHROMIUM("chromium", "chromium");

  private final String program;
  private final String debianPackage;

  HostTool(String program, String debianPackage) {
    this.program = program;
    this.debianPackage = debianPackage;
  }

  /**
   * The program's path.
   *
   * @throws IllegalStateException if it is not there and cannot be installed, with the remedy
   */
  synchronized Path path() {
    return find()
        .orElseGet(
            () -> {
              install();
              return find().orElseThrow(() -> new IllegalStateException(remedy()));
            });
  }

  private Optional<Path> find() {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private void install() {
    if (!System.getProperty("user.name").equals("root")) {
      throw new IllegalStateException(remedy());
    }
    run(List.of("apt-get", "update", "-q"));
    run(List.of("apt-get", "install", "-q", "-y", "--no-install-recommends", debianPackage));
  }

  private void run(List<String> command) {
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      var log = Files.createTempFile("storelens-install", ".log");
      var process = builder.redirectOutput(log.toFile()).start();
      if (!process.waitFor(10, MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " failed: " + Files.readString(log) + "\n" + remedy());
      }
    } catch (IOException e) {
      throw new IllegalStateException(remedy(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while installing " + debianPackage, e);
    }
  }

  private String remedy() {
    return program + " is missing. As root: apt-get install " + debianPackage;
  }
}
