package io.storelens.standalone.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainReaderTest {
  private static final String STORE =
      """
      apiVersion: storelens.io/v1alpha1
      kind: Store
      metadata: {name: %s}
      spec: {region: eu-west, country: FR, city: Paris, timeZone: Europe/Paris}
      """;

  private final ChainReader reader = new ChainReader();

  @TempDir private Path temporary;

  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("chain"));
  }

  @Test
  void readsEveryFileButNotFoldersInTheFolder() throws IOException {
    write("a.yaml", STORE.formatted("paris-001"));
    write("b.yml", STORE.formatted("paris-002"));
    write("notes.txt", "kind: nothing");
    Files.createDirectory(folder.resolve("more.yaml"));
    Files.writeString(folder.resolve("more.yaml/c.yaml"), "kind: nothing");

    var chain = reader.read(folder);

    assertThat(chain.stores())
        .extracting(store -> store.getMetadata().getName())
        .containsExactly("paris-001", "paris-002");
    assertThat(chain.regions())
        .singleElement()
        .extracting(region -> region.getMetadata().getName())
        .isEqualTo("eu-west");
  }

  @Test
  void namesTheFaultsOfAllFilesAtOnce() throws IOException {
    write("1.yaml", STORE.formatted("paris-001"));
    write("2.yaml", "kind: Store\n" + STORE.formatted("paris-001"));
    write("3.yaml", STORE.formatted("paris-001"));
    write("4.yaml", STORE.formatted("paris-002").replace("FR", "F"));

    assertThatThrownBy(() -> reader.read(folder))
        .isInstanceOf(InvalidResourcesException.class)
        .hasMessageStartingWith("3 faults in the resources:\n")
        .hasMessageContaining(
            folder + "/2.yaml: line 3, column 1: is not YAML: found duplicate key kind")
        .hasMessageContaining(
            folder
                + "/3.yaml: Store/paris-001: metadata.name: is there twice, also in "
                + folder
                + "/1.yaml")
        .hasMessageContaining(
            folder + "/4.yaml: Store/paris-002: spec.country: \"F\" is not right.");
  }

  @Test
  void refusesAFolderWithoutResources() {
    assertThatThrownBy(() -> reader.read(folder))
        .hasMessageEndingWith(folder + ": holds no file *.yaml or *.yml");
  }

  @Test
  void refusesWhatIsNoFolder() {
    assertThatThrownBy(() -> reader.read(folder.resolve("missing")))
        .isInstanceOf(InvalidResourcesException.class)
        .hasMessageEndingWith("missing: is not a folder");
  }

  @Test
  void refusesAFileThatIsNotUtf8() throws IOException {
    Files.write(
        folder.resolve("latin.yaml"), "city: Orléans".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> reader.read(folder))
        .hasMessageEndingWith("latin.yaml: is not text in UTF-8");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }
}
