package io.storelens.embedded.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A server of this data folder that outlived the process that started it. The number in {@code
 * postmaster.pid} may since belong to any other process; each process of a server has the data
 * folder as its working folder, and that is what counts here.
 */
final class LeftOverServer {
  private static final Duration LONGEST_END = Duration.ofSeconds(60);

  private final Path data;
  private final ServerAccount account;
  private final PostgresPrograms programs;

  LeftOverServer(Path data, ServerAccount account, PostgresPrograms programs) {
    this.data = data;
    this.account = account;
    this.programs = programs;
  }

  /**
   * Shuts the server down if there is one, and waits for its last process.
   *
   * @throws IOException if it does not end
   */
  void end(Consumer<String> progress) throws IOException, InterruptedException {
    var lockFile = data.resolve("postmaster.pid");
    var left = processes();
    if (left.isEmpty()) {
      dropForeignNumber(lockFile);
      return;
    }
    progress.accept("Ending a database server that was left over in " + data);
    var stop =
        account
            .command(
                programs.path("pg_ctl"),
                "stop",
                "-D",
                data.toString(),
                "-m",
                "fast",
                "-w",
                "-t",
                Long.toString(LONGEST_END.toSeconds()))
            .run();
    long end = System.nanoTime() + LONGEST_END.toNanos();
    for (var process : left) {
      while (process.isAlive()) {
        if (System.nanoTime() > end) {
          throw new IOException(
              "the database server left over in " + data + " does not end: " + stop.lastLines());
        }
        Thread.sleep(20);
      }
    }
  }

  /** A number that another process has by now would keep the server from starting. */
  private static void dropForeignNumber(Path lockFile) throws IOException {
    if (Files.exists(lockFile)) {
      var first = Files.readString(lockFile).lines().findFirst().orElse("");
      if (first.matches("\\d{1,9}") && ProcessHandle.of(Long.parseLong(first)).isPresent()) {
        Files.delete(lockFile);
      }
    }
  }

  private List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses().filter(this::worksHere).toList();
  }

  private boolean worksHere(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
          .equals(data);
    } catch (IOException e) {
      return false; // Ended meanwhile, or another user's: neither is a server of ours.
    }
  }
}
