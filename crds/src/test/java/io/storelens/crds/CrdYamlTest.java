package io.storelens.crds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CrdYamlTest {
  private static final Path FOLDER = Path.of("yaml");
  private static final String UPDATE =
      "./mvnw -q -pl crds test -Dtest=CrdYamlTest -Dstorelens.update-crds=true";

  @Test
  void committedYamlIsWhatTheTypesSay() throws IOException {
    var generated = CrdYaml.generate();
    if (Boolean.getBoolean("storelens.update-crds")) {
      for (var file : generated.entrySet()) {
        Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
      }
    }

    var committed = new TreeMap<String, String>();
    try (var files = Files.newDirectoryStream(FOLDER, "*.yaml")) {
      for (var file : files) {
        committed.put(file.getFileName().toString(), Files.readString(file));
      }
    }

    assertThat(committed)
        .as("crds/yaml differs from the Java types. Update it with: %s", UPDATE)
        .isEqualTo(generated);
  }
}
