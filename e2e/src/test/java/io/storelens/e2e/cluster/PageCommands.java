package io.storelens.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands that a page shows: its indented lines. */
final class PageCommands {
  private static final String INDENT = "    ";

  private PageCommands() {}

  /**
   * Those of one section, in order. A command may go on over lines that are indented more.
   *
   * @param page a Markdown file
   * @param heading the section's heading, without its signs
   * @throws IllegalArgumentException if the section has none
   */
  static List<String> of(Path page, String heading) {
    var commands = new ArrayList<String>();
    boolean isInside = false;
    for (String line : lines(page)) {
      if (line.startsWith("#")) {
        isInside = line.replaceFirst("#+ ", "").equals(heading);
      } else if (isInside && line.startsWith(INDENT + " ")) {
        commands.add(commands.remove(commands.size() - 1) + "\n" + line.strip());
      } else if (isInside && line.startsWith(INDENT)) {
        commands.add(line.strip());
      }
    }
    if (commands.isEmpty()) {
      throw new IllegalArgumentException(page + " shows no commands below " + heading);
    }
    return List.copyOf(commands);
  }

  private static List<String> lines(Path page) {
    try {
      return Files.readAllLines(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
