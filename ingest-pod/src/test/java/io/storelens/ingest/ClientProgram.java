package io.storelens.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An FTP client of the machine. Root installs what is missing; others are told how. */
enum ClientProgram {
  BUSYBOX("busybox", "busybox"),
  CURL("curl", "curl"),
  LFTP("lftp", "lftp"),
  PYTHON("python3", "python3-minimal");

  private static final long LONGEST_MINUTES = 5;

  private final String program;
  private final String debianPackage;

  ClientProgram(String program, String debianPackage) {
    this.program = program;
    this.debianPackage = debianPackage;
  }

  /**
   * Runs it, and gives all it said.
   *
   * @throws IOException if it is not there and cannot be installed, or fails; with what it said
   */
  String run(String... arguments) throws IOException, InterruptedException {
    return call(Stream.concat(Stream.of(path().toString()), Stream.of(arguments)).toList());
  }

  private synchronized Path path() throws IOException, InterruptedException {
    if (find().isEmpty() && System.getProperty("user.name").equals("root")) {
      call(List.of("apt-get", "update", "-q"));
      call(List.of("apt-get", "install", "-q", "-y", "--no-install-recommends", debianPackage));
    }
    return find()
        .orElseThrow(
            () ->
                new IOException(
                    program + " is missing. As root: apt-get install " + debianPackage));
  }

  private Optional<Path> find() {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String call(List<String> command) throws IOException, InterruptedException {
    var output = Files.createTempFile("client", ".out");
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      var process = builder.redirectOutput(output.toFile()).start();
      boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(command.get(0) + " failed: " + Files.readString(output));
      }
      return Files.readString(output);
    } finally {
      Files.delete(output);
    }
  }
}
