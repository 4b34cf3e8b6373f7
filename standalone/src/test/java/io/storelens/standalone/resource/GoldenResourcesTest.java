package io.storelens.standalone.resource;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each {@code in-*.yaml} reads as its {@code out-*.yaml}; each {@code invalid-*.yaml} is refused
 * with the faults that its first lines name.
 */
class GoldenResourcesTest {
  private static final Path FOLDER = Path.of("src/test/resources/resources");
  private static final String UPDATE =
      "./mvnw -q test -pl standalone -am -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dtest=GoldenResourcesTest -Dstorelens.update-golden=true";

  private final ChainReader reader = new ChainReader();

  static Stream<String> valid() throws IOException {
    return names("in-");
  }

  static Stream<String> invalid() throws IOException {
    return names("invalid-");
  }

  private static Stream<String> names(String prefix) throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("valid")
  void readsWithEveryDefaultFilledIn(String name, @TempDir Path folder) throws IOException {
    Files.copy(FOLDER.resolve(name), folder.resolve(name));

    var chain = reader.read(folder);

    assertThat(text(chain)).isEqualTo(golden(name.replaceFirst("^in-", "out-"), text(chain)));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void refusesNamingEveryFault(String name, @TempDir Path folder) throws IOException {
    Files.copy(FOLDER.resolve(name), folder.resolve(name));

    var refusal = catchThrowableOfType(InvalidResourcesException.class, () -> reader.read(folder));

    assertThat(refusal).isNotNull();
    String message = refusal.getMessage().replace(folder + "/", "") + "\n";
    assertThat(message)
        .isEqualTo(golden(name.replaceFirst("^invalid-(.*)yaml$", "faults-$1txt"), message));
    assertThat(message).doesNotContain("hunter2");
  }

  /** What the golden file holds; with the update switch, after writing {@code actual} to it. */
  private static String golden(String name, String actual) throws IOException {
    var file = FOLDER.resolve(name);
    if (Boolean.getBoolean("storelens.update-golden")) {
      Files.writeString(file, actual);
    }
    assertThat(file).as("write it, then read it, with: %s", UPDATE).exists();
    return Files.readString(file);
  }

  private static String text(Chain chain) {
    var resources =
        Stream.of(chain.regions(), chain.stores(), chain.cameras())
            .flatMap(List::stream)
            .map(Serialization::asYaml)
            .collect(joining());
    var logins =
        new TreeMap<>(chain.credentials())
            .entrySet().stream()
                .map(entry -> "# " + entry.getKey() + ": " + entry.getValue() + "\n")
                .collect(joining());
    return resources + logins;
  }
}
