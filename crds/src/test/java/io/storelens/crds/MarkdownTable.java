package io.storelens.crds;

import java.util.Collections;

/** A table in Markdown, row by row. */
final class MarkdownTable {
  private final StringBuilder text = new StringBuilder();

  MarkdownTable(String... titles) {
    row(titles);
    row(Collections.nCopies(titles.length, "---").toArray(String[]::new));
  }

  /** Adds a row of as many cells as there are titles. */
  void row(String... cells) {
    text.append('|');
    for (String cell : cells) {
      // A bar ends a cell, even in code; a line break ends the table.
      text.append(' ').append(cell.replace("|", "\\|").replace('\n', ' ')).append(" |");
    }
    text.append('\n');
  }

  /** {@code content} as code. */
  static String code(String content) {
    return "`" + content + "`";
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
