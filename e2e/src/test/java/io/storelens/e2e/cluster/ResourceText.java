package io.storelens.e2e.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One resource as a file holds it.
 *
 * @param source the file, and which of its documents it is
 * @param kind its kind; empty where the text is no YAML or names none
 * @param text its YAML
 */
record ResourceText(String source, String kind, String text) {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Pattern DOCUMENT_END = Pattern.compile("(?m)^---.*$");

  /** Every resource of a file, in its order. */
  static List<ResourceText> in(Path file) {
    String content;
    try {
      content = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var resources = new ArrayList<ResourceText>();
    for (String text : DOCUMENT_END.splitAsStream(content).toList()) {
      if (text.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#"))) {
        String source = file.getFileName() + "[" + resources.size() + "]";
        resources.add(new ResourceText(source, kindOf(text), text));
      }
    }
    return resources;
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
