package io.storelens.e2e.bench.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A control group (cgroups(7)) of the kernel's that counts the CPU of all processes which are
 * started in it, also of those that nobody waits for. Needs root.
 */
final class ControlGroup implements Closeable {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final double NANOS_A_SECOND = 1e9;
  private static final double MICROS_A_SECOND = 1e6;

  private final Path folder;
  private final boolean isOfVersion1;

  private ControlGroup(Path folder, boolean isOfVersion1) {
    this.folder = folder;
    this.isOfVersion1 = isOfVersion1;
  }

  /** A new one; {@code name} tells it from others of this process. */
  static ControlGroup make(String name) throws IOException {
    var version1 = ROOT.resolve("cpuacct");
    boolean isOfVersion1 = Files.isDirectory(version1);
    var folder =
        (isOfVersion1 ? version1 : ROOT)
            .resolve("storelens-bench-" + ProcessHandle.current().pid() + "-" + name);
    return new ControlGroup(Files.createDirectory(folder), isOfVersion1);
  }

  /** The words of a command that starts {@code words} in this group. */
  List<String> command(List<String> words) {
    var start = List.of("sh", "-c", "echo $$ >\"$0\" && exec \"$@\"", procs().toString());
    return Stream.concat(start.stream(), words.stream()).toList();
  }

  private Path procs() {
    return folder.resolve("cgroup.procs");
  }

  /** Seconds of CPU that the processes of this group have used. */
  double cpuSeconds() throws IOException {
    if (isOfVersion1) {
      return Long.parseLong(Files.readString(folder.resolve("cpuacct.usage")).strip())
          / NANOS_A_SECOND;
    }
    try (var lines = Files.lines(folder.resolve("cpu.stat"))) {
      return lines
              .filter(line -> line.startsWith("usage_usec "))
              .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
              .findFirst()
              .orElseThrow(() -> new IOException("no usage_usec in cpu.stat"))
          / MICROS_A_SECOND;
    }
  }

  /** Ends what is left in it, and removes it. */
  @Override
  public void close() throws IOException {
    for (var pids = pids(); !pids.isEmpty(); pids = pids()) {
      pids.forEach(
          pid ->
              ProcessHandle.of(pid)
                  .ifPresent(
                      left -> {
                        left.destroyForcibly();
                        left.onExit().join();
                      }));
    }
    Files.delete(folder);
  }

  private List<Long> pids() throws IOException {
    try (var lines = Files.lines(procs())) {
      return lines.map(Long::parseLong).toList();
    }
  }
}
