package io.storelens.embedded.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatingSystemTest {
  @TempDir Path folder;

  @Test
  void readsQuotedAndPlainValues() throws IOException {
    var file = folder.resolve("os-release");
    Files.writeString(
        file, "NAME=\"Debian GNU/Linux\"\nVERSION_CODENAME=bookworm\nID=\"debian\"\n");
    assertThat(OperatingSystem.read(file)).isEqualTo(new OperatingSystem("debian", "bookworm"));
  }

  @Test
  void isUnknownWithoutTheFile() throws IOException {
    assertThat(OperatingSystem.read(folder.resolve("none"))).isEqualTo(new OperatingSystem("", ""));
  }
}
