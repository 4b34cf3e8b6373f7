package io.storelens.operator.directory;

import static io.storelens.operator.Resources.camera;
import static io.storelens.operator.Resources.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storelens.contract.directory.DirectoryShard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardFolderTest {
  private static final Credentials CREDENTIALS =
      new Credentials("cam-1", "aaaaBBBBcccc2222ddddEEEE", true);
  private static final String FILE = DirectoryShard.fileName(DirectoryShard.of("cam-1"));

  @TempDir private Path temporary;

  private Path folder;
  private List<DirectoryShard> shards;

  @BeforeEach
  void makeShards() {
    folder = temporary.resolve("cameras");
    shards =
        new CameraDirectory(new SaltKey(new byte[32]))
            .shards(
                List.of(store("paris-001", "eu-west")),
                List.of(camera("cam-1", "paris-001")),
                Map.of("cam-1", CREDENTIALS),
                Map.of());
  }

  @Test
  void readsWhatItWrote() throws IOException {
    new ShardFolder(folder).write(shards);

    assertThat(new ShardFolder(folder).read())
        .containsOnlyKeys("cam-1")
        .containsValues(shards.get(DirectoryShard.of("cam-1")).cameras().get(0));
  }

  @Test
  void textIsAlwaysTheSameAndHasNoPassword() {
    String text = ShardJson.write(shards.get(DirectoryShard.of("cam-1")));

    assertThat(text)
        .contains("\"days\":[\"MONDAY\",\"TUESDAY\",\"WEDNESDAY\",\"THURSDAY\",\"FRIDAY\"]")
        .contains("\"closedDates\":[\"2026-05-01\",\"2026-07-14\",\"2026-12-25\"]")
        .contains("\"timeZone\":\"Europe/Paris\"")
        .contains("\"maxSkew\":\"PT10M\"")
        .contains("\"onSkew\":\"USE_CAMERA\"")
        .doesNotContain(CREDENTIALS.password());
  }

  @Test
  void writesOnlyWhatChanged() throws IOException {
    var target = new ShardFolder(folder);

    assertThat(target.write(shards)).isEqualTo(DirectoryShard.COUNT);
    assertThat(target.write(shards)).isZero();

    Files.writeString(folder.resolve(FILE), "{\"cameras\": []}");
    assertThat(target.write(shards)).isEqualTo(1);
    assertThat(target.read()).containsOnlyKeys("cam-1");
  }

  @Test
  void filesAreTheOwnersOnlyAndNoneIsLeftOver() throws IOException {
    new ShardFolder(folder).write(shards);

    assertThat(Files.getPosixFilePermissions(folder.resolve(FILE)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (var files = Files.list(folder)) {
      assertThat(files)
          .hasSize(DirectoryShard.COUNT)
          .allSatisfy(
              file -> assertThat(file.getFileName().toString()).matches("cameras-\\d\\d.json"));
    }
  }

  @Test
  void unreadableShardIsWrittenAnew() throws IOException {
    var target = new ShardFolder(folder);
    target.write(shards);
    Files.writeString(folder.resolve(FILE), "{\"cameras\": [{");

    assertThat(target.read()).isEmpty();
    assertThat(target.write(shards)).isEqualTo(1);
    assertThat(target.read()).containsOnlyKeys("cam-1");
  }

  @Test
  void folderThatIsNotThereIsEmpty() throws IOException {
    assertThat(new ShardFolder(folder).read()).isEmpty();
  }

  @Test
  void saltKeyIsMadeOnceAndKept() throws IOException {
    Path file = temporary.resolve("state/salt-key");

    byte[] first = SaltKey.in(file).salt("cam-1", "secret");

    assertThat(SaltKey.in(file).salt("cam-1", "secret")).isEqualTo(first);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, "no key");
    assertThatThrownBy(() -> SaltKey.in(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("delete it and a new one is made");
  }
}
