package io.storelens.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files that hold resources. */
final class YamlFiles {
  private YamlFiles() {}

  /**
   * The files {@code *.yaml} in {@code folder} and below.
   *
   * @param name a regular expression for their names, without the ending
   * @throws IllegalStateException if there is none, which no test is meant to pass on
   */
  static List<Path> below(Path folder, String name) {
    try (Stream<Path> files = Files.walk(folder)) {
      var found =
          files
              .filter(file -> file.getFileName().toString().matches(name + "\\.yaml"))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new IllegalStateException("no file " + name + ".yaml below " + folder);
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
