package io.storelens.standalone.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedPasswordsTest {
  @TempDir private Path temporary;

  private Path folder;

  @BeforeEach
  void nameFolder() {
    folder = temporary.resolve("passwords");
  }

  @Test
  void areMadeOnceAndKept() throws IOException {
    String first = new GeneratedPasswords(folder).of("checkout-1");

    assertThat(first).matches("[A-Za-z2-9]{24}").doesNotContainAnyWhitespaces();
    assertThat(new GeneratedPasswords(folder).of("checkout-1")).isEqualTo(first);
    assertThat(new GeneratedPasswords(folder).of("checkout-2")).isNotEqualTo(first);
  }

  @Test
  void canBeReadByTheirOwnerOnly() throws IOException {
    new GeneratedPasswords(folder).of("checkout-1");

    assertThat(Files.getPosixFilePermissions(folder.resolve("checkout-1")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("checkout-1"));
    }
  }

  @Test
  void areRefusedWhereAFileWasChangedByHand() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("checkout-1"), "hunter2\n");

    assertThatThrownBy(() -> new GeneratedPasswords(folder).of("checkout-1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("checkout-1 holds no generated password")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void neverLeaveTheirFolder() {
    assertThatThrownBy(() -> new GeneratedPasswords(folder).of("../checkout-1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
