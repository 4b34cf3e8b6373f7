package io.storelens.e2e.bench.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** CPU of a process and of all it ever started, by proc(5). */
final class ProcessTree {
  private static final double TICKS_A_SECOND = 100; // of every Linux, towards programs
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int ENDED_CHILDREN_USER = 13;
  private static final int ENDED_CHILDREN_SYSTEM = 14;

  private final ProcessHandle root;

  ProcessTree(ProcessHandle root) {
    this.root = root;
  }

  /** Seconds, with those of children that have ended. */
  double cpuSeconds() {
    return Stream.concat(Stream.of(root), root.descendants())
        .mapToDouble(
            process ->
                seconds(
                    Path.of("/proc", Long.toString(process.pid()), "stat"),
                    USER,
                    SYSTEM,
                    ENDED_CHILDREN_USER,
                    ENDED_CHILDREN_SYSTEM))
        .sum();
  }

  /** Seconds of the root's threads whose names begin with one of {@code names}. */
  double cpuSecondsOf(String... names) throws IOException {
    try (var threads = Files.list(Path.of("/proc", Long.toString(root.pid()), "task"))) {
      return threads
          .filter(thread -> Stream.of(names).anyMatch(name -> name(thread).startsWith(name)))
          .mapToDouble(thread -> seconds(thread.resolve("stat"), USER, SYSTEM))
          .sum();
    }
  }

  private static String name(Path thread) {
    return read(thread.resolve("comm"));
  }

  private static double seconds(Path stat, int... fields) {
    var text = read(stat);
    if (text.isEmpty()) {
      return 0;
    }
    // The name, in brackets, may hold blanks: count from behind it.
    var after = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    double ticks = 0;
    for (int field : fields) {
      ticks += Long.parseLong(after[field]);
    }
    return ticks / TICKS_A_SECOND;
  }

  /** Empty if it has ended meanwhile. */
  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("No such process")) {
        return "";
      }
      throw new UncheckedIOException(e);
    }
  }
}
