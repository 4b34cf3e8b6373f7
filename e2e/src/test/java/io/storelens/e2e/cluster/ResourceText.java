package io.storelens.e2e.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One resource as a file holds it.
 *
 * @param source the file, and which of its documents it is
 * @param kind its kind; empty where the text is no YAML or names none
 * @param text its YAML
 */
record ResourceText(String source, String kind, String text) {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Every resource of a file, in its order. */
  static List<ResourceText> in(Path file) {
    String content;
    try {
      content = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var resources = new ArrayList<ResourceText>();
    for (String text : content.split("(?m)^---.*$", -1)) {
      if (text.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#"))) {
        String source = file.getFileName() + "[" + resources.size() + "]";
        resources.add(new ResourceText(source, kindOf(text), text));
      }
    }
    return resources;
  }

  /** Every resource in the files below {@code folder} whose name {@code pattern} matches. */
  static List<ResourceText> below(Path folder, String pattern) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(pattern))
          .filter(file -> !file.toString().contains("/target/"))
          .sorted()
          .flatMap(file -> in(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String kindOf(String text) {
    var kind =
        text.lines()
            .filter(line -> line.startsWith("kind:"))
            .map(line -> line.substring(5).strip());
    return kind.findFirst().orElse("");
  }

  /** What it says, as a tree. */
  JsonNode tree() {
    try {
      return YAML.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return source + " " + kind;
  }
}
