package io.storelens.embedded.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The machine's distribution, as os-release(5) tells it.
 *
 * @param id such as {@code debian} or {@code ubuntu}; empty where unknown
 * @param suite code name of its release, such as {@code bookworm}; empty where unknown
 */
record OperatingSystem(String id, String suite) {
  /** What {@code file} tells; both empty where there is no such file. */
  static OperatingSystem read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      return new OperatingSystem("", "");
    }
    Map<String, String> values =
        Files.readAllLines(file).stream()
            .filter(line -> line.matches("[A-Z_]+=.*"))
            .map(line -> line.split("=", 2))
            .collect(
                Collectors.toMap(
                    pair -> pair[0], pair -> pair[1].replace("\"", ""), (first, last) -> last));
    return new OperatingSystem(
        values.getOrDefault("ID", ""), values.getOrDefault("VERSION_CODENAME", ""));
  }
}
