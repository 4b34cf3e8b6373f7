package io.storelens.embedded.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptSourcesTest {
  @TempDir Path apt;

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectory(apt.resolve("sources.list.d"));
  }

  @Test
  void readsStanzas() throws IOException {
    // Given
    write(
        "sources.list.d/debian.sources",
        """
        # the mirror
        Types: deb deb-src
        URIs: http://mirror.example/debian
        Suites: bookworm
         bookworm-updates
        Components: main
        Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

        Types: deb
        URIs: http://mirror.example/debian-security
        Suites: bookworm-security
        Components: main
        """);
    // When
    var sources = AptSources.read(apt);
    // Then
    assertThat(sources.forSuite("bookworm-updates"))
        .hasValueSatisfying(
            source ->
                assertThat(source.line("bookworm-updates"))
                    .isEqualTo(
                        "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]"
                            + " http://mirror.example/debian bookworm-updates main"));
    assertThat(sources.forSuite("trixie")).isEmpty();
    assertThat(sources.debian()).map(PackageSource::uri).hasValue("http://mirror.example/debian");
  }

  @Test
  void readsLines() throws IOException {
    // Given
    write(
        "sources.list",
        """
        # deb http://off.example/debian trixie main
        deb-src http://src.example/debian trixie main
        deb [arch=amd64 signed-by=/keys/debian.gpg] https://one.example/debian/ bookworm main contrib
        deb http://two.example/debian bookworm-updates main
        """);
    // When
    var sources = AptSources.read(apt);
    // Then
    assertThat(sources.debian())
        .map(source -> source.line("trixie"))
        .hasValue("deb [signed-by=/keys/debian.gpg] https://one.example/debian/ trixie main");
    assertThat(sources.forSuite("bookworm-updates"))
        .map(source -> source.line("bookworm-updates"))
        .hasValue("deb http://two.example/debian bookworm-updates main");
  }

  @Test
  void takesNoArchiveOfOthersForDebian() throws IOException {
    // Given
    write(
        "sources.list.d/node.sources",
        "Types: deb\nURIs: https://deb.example/node_20.x\nSuites: nodistro\nComponents: main\n");
    write("sources.list.d/tool.list", "deb https://packages.example/apt tool-bookworm main\n");
    // When
    var sources = AptSources.read(apt);
    // Then
    assertThat(sources.debian()).isEmpty();
    assertThat(sources.forSuite("bookworm")).isEmpty();
  }

  @Test
  void leavesOutWhatIsSwitchedOff() throws IOException {
    // Given
    write(
        "sources.list.d/debian.sources",
        """
        Enabled: no
        Types: deb
        URIs: http://off.example/debian
        Suites: trixie
        Components: main
        """);
    // When
    var sources = AptSources.read(apt);
    // Then
    assertThat(sources.forSuite("trixie")).isEmpty();
    assertThat(sources.debian()).isEmpty();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(apt.resolve(name), text);
  }
}
