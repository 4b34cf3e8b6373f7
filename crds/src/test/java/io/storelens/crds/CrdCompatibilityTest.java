package io.storelens.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CrdCompatibilityTest {
  private static final Path RELEASED = Path.of("released");
  private static final Path NOW = Path.of("yaml");

  private static final String DEFINITION =
      """
      metadata: {name: shops.example.test}
      spec:
        names: {kind: Shop, shortNames: [sh]}
        scope: Namespaced
        versions:
          - name: v1
            served: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  size: {type: integer, minimum: 1, maximum: 9, default: 3}
                  name: {type: string, minLength: 1, maxLength: 20, pattern: "[a-z]+"}
                  kind: {type: string, enum: [big, small]}
                  tags: {type: array, maxItems: 5, items: {type: string, maxLength: 8}}
                required: [name]
                x-kubernetes-validations: [{rule: "self.size > 0", message: "too small"}]
      """;

  static Stream<Path> released() throws IOException {
    try (var files = Files.list(RELEASED)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("released")
  void resourcesOfTheLastReleaseStayValidAndMeanTheSame(Path file) throws IOException {
    assertThat(
            CrdCompatibility.breaks(
                read(Files.readString(file)),
                read(Files.readString(NOW.resolve(file.getFileName())))))
        .as("a change that breaks resources needs a new version of the kind")
        .isEmpty();
  }

  @Test
  void whatOnlyAddsOrTakesMoreIsCompatible() {
    String wider =
        DEFINITION
            .replace("minimum: 1, maximum: 9", "minimum: 0, maximum: 10")
            .replace("[big, small]", "[big, middle, small]")
            .replace("maxItems: 5", "maxItems: 50")
            .replace("too small", "a better message")
            .replace("tags:", "more: {type: string, enum: [a], maxLength: 1}\n            tags:");

    assertThat(CrdCompatibility.breaks(read(DEFINITION), read(wider))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "size: {type: integer, | length: {type: integer, | .size: is gone",
        "{type: integer, minimum | {type: number, minimum | .size: type was integer and is number",
        "default: 3 | default: 4 | .size: default was 3 and is 4",
        "minimum: 1 | minimum: 2 | .size: minimum was 1",
        "maximum: 9 | maximum: 8 | .size: maximum was 9",
        "minLength: 1 | minLength: 2 | .name: least length was 1",
        "maxLength: 20 | maxLength: 19 | .name: most length was 20",
        "[a-z]+ | [a-y]+ | .name: pattern was [a-z]+",
        "[big, small] | [big] | .kind: value \"small\" is gone",
        "kind: {type: string | kind: {maxLength: 3, type: string | .kind: most length was none",
        "maxItems: 5 | maxItems: 4 | .tags: most items was 5",
        "maxLength: 8 | maxLength: 7 | .tags[]: most length was 8",
        "required: [name] | required: [kind, name] | .kind: is now required",
        "self.size > 0 | self.size > 1 | has a new rule: self.size > 1",
        "scope: Namespaced | scope: Cluster | scope was Namespaced and is Cluster",
        "shortNames: [sh] | shortNames: [s] | short name sh is gone",
        "served: true | served: false | v1: is no longer served"
      })
  void whatBreaksResourcesIsTold(String before, String after, String words) {
    String changed = DEFINITION.replace(before, after);
    assertThat(changed).isNotEqualTo(DEFINITION);

    assertThat(CrdCompatibility.breaks(read(DEFINITION), read(changed)))
        .anyMatch(one -> one.contains(words));
  }

  @Test
  void everyKindHasBeenReleased() throws IOException {
    assertThat(names(RELEASED)).isEqualTo(names(NOW));
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static CustomResourceDefinition read(String yaml) {
    return Serialization.unmarshal(yaml, CustomResourceDefinition.class);
  }
}
