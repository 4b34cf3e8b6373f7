package io.storelens.report.export;

import java.util.List;

/**
 * What is exported, whatever the format.
 *
 * @param title what it is about
 * @param facts what a reader has to know to understand the numbers: filters, zone, coverage
 * @param sections the tables
 */
public record Book(String title, List<Fact> facts, List<Section> sections) {
  public Book {
    facts = List.copyOf(facts);
    sections = List.copyOf(sections);
  }

  /**
   * Something to know.
   *
   * @param name such as Period
   * @param text such as 2026-11-18 to 2026-11-24
   */
  public record Fact(String name, String text) {}
}
