package io.storelens.operator.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.storelens.crds.region.Region;
import io.storelens.operator.PodImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Regions of the golden files, and what is made of them. */
final class GoldenRegion {
  static final PodImages IMAGES =
      new PodImages(
          "registry.example.com/ingest:1",
          "registry.example.com/analyzer:1",
          "IfNotPresent",
          List.of("pull"));

  private static final Path FOLDER = Path.of("src/test/resources/golden/region");

  private GoldenRegion() {}

  /** The region of {@code in-NAME.yaml}. */
  static Region read(String name) {
    return Serialization.unmarshal(text("in-" + name + ".yaml"), Region.class);
  }

  /**
   * Holds {@code parts} against {@code out-NAME.yaml}; {@code -Dstorelens.update=true} writes it.
   */
  static void assertThatAreAsIn(String name, List<? extends HasMetadata> parts) {
    var file = "out-" + name + ".yaml";
    var found = parts.stream().map(Serialization::asYaml).collect(Collectors.joining());
    if (Boolean.getBoolean("storelens.update")) {
      write(file, found);
    }
    assertThat(documents(found))
        .as(file + ": update it with -Dstorelens.update=true")
        .isEqualTo(documents(text(file)));
  }

  private static List<?> documents(String yaml) {
    return Pattern.compile("(?m)^---$")
        .splitAsStream(yaml)
        .filter(text -> !text.isBlank())
        .map(text -> Serialization.unmarshal(text, Map.class))
        .toList();
  }

  private static String text(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(String file, String text) {
    try {
      Files.writeString(FOLDER.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
