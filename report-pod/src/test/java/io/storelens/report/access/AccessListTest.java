package io.storelens.report.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessListTest {
  @TempDir private Path folder;

  @Test
  void takesAChangeButNoBadFile() throws Exception {
    var file = folder.resolve("access.yaml");
    Files.writeString(file, "roles: {paris: {grants: [{city: Paris}]}}");
    var list = AccessList.of(Optional.of(file));
    assertThat(list.now().roles()).containsOnlyKeys("paris");

    Files.writeString(file, "roles: {rome: {grants: [{city: Rome}]}}");
    list.refresh();
    assertThat(list.now().roles()).containsOnlyKeys("rome");

    Files.writeString(file, "roles: {rome: {grants: [{}]}}");
    list.refresh();
    assertThat(list.now().roles()).containsOnlyKeys("rome");

    Files.delete(file);
    list.refresh();
    assertThat(list.now().roles()).containsOnlyKeys("rome");
  }

  @Test
  void doesNotStartWithABadFile() throws Exception {
    var file = folder.resolve("access.yaml");
    Files.writeString(file, "users: {anna: {}}");

    assertThatThrownBy(() -> AccessList.of(Optional.of(file)))
        .hasMessageContaining("REPORT_ACCESS_FILE")
        .hasMessageContaining("users.anna.passwordHash");
    assertThatThrownBy(() -> AccessList.of(Optional.of(folder.resolve("none"))))
        .hasMessageContaining("cannot be read");
  }
}
