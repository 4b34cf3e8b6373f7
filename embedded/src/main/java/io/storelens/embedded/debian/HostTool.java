package io.storelens.embedded.debian;

import static java.util.concurrent.TimeUnit.MINUTES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A program of the machine that a test needs: a foreign FTP client, a browser, Node.js. Where it is
 * missing it is installed from Debian's packages by root; others are told what to install.
 */
public enum HostTool {
  /** An HTTP and FTP client. */
  CURL("curl", "curl"),
  /** An FTP client. */
  LFTP("lftp", "lftp"),
  /** Python 3 with its standard library's FTP client. */
  PYTHON("python3", "python3-minimal"),
  /** Reads and changes JSON. */
  JQ("jq", "jq"),
  /** A browser. */
  CHROMIUM("chromium", "chromium"),
  /** Node.js. */
  NODE("node", "nodejs"),
  /** The package manager of Node.js. */
  NPM("npm", "npm"),
  /** Python 3 that can make an environment for packages of its own ({@code venv}). */
  PYTHON_VENV("python3", "python3-venv", "import ensurepip");

  private final String program;
  private final String debianPackage;
  private final String probe;

  HostTool(String program, String debianPackage) {
    this(program, debianPackage, "");
  }

  /**
   * @param probe code that the program can run with {@code -c} if it has all that is needed; empty
   *     if it needs nothing more
   */
  HostTool(String program, String debianPackage, String probe) {
    this.program = program;
    this.debianPackage = debianPackage;
    this.probe = probe;
  }

  /**
   * The program's path.
   *
   * @throws IllegalStateException if it is not there and cannot be installed, with the remedy
   */
  public synchronized Path path() {
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
        .findFirst()
        .filter(this::isComplete);
  }

  private boolean isComplete(Path found) {
    if (probe.isEmpty()) {
      return true;
    }
    try {
      return new ProcessBuilder(found.toString(), "-c", probe)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
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
