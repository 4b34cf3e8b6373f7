package io.storelens.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.ingest.IngestFixture;
import io.storelens.ingest.TestCameras;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraDirectoryTest {
  @TempDir Path root;
  private Path folder;
  private CameraDirectory directory;

  @BeforeEach
  void writeDirectory() {
    try (var files = new IngestFixture(root)) {
      files.cameras(TestCameras.camera("till-1"));
    }
    folder = root.resolve("cameras");
    directory = new CameraDirectory(folder);
  }

  @Test
  void readsEntriesAsTheyWereWritten() {
    directory.refresh();
    assertThat(directory.find("till-1"))
        .contains(Account.of(List.of(TestCameras.camera("till-1"))));
    assertThat(directory.problem()).isEmpty();
  }

  @Test
  void readsTheOtherFolderWhenALinkIsSwapped() throws IOException {
    // Given: files behind a link, as Kubernetes mounts them
    var mount = Files.createDirectory(root.resolve("mount"));
    var first = Files.createDirectory(mount.resolve("..1"));
    Files.copy(folder.resolve("cameras-00.json"), first.resolve("cameras-00.json"));
    Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
    Files.createSymbolicLink(mount.resolve("cameras-00.json"), Path.of("..data/cameras-00.json"));
    var mounted = new CameraDirectory(mount);
    mounted.refresh();
    assertThat(mounted.find("till-1")).isPresent();
    // When
    var second = Files.createDirectory(mount.resolve("..2"));
    Files.writeString(second.resolve("cameras-00.json"), "{\"cameras\": []}");
    Files.createSymbolicLink(mount.resolve("..next"), Path.of("..2"));
    Files.move(mount.resolve("..next"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    mounted.refresh();
    // Then
    assertThat(mounted.find("till-1")).isEmpty();
    assertThat(mounted.problem()).isEmpty();
  }

  @Test
  void namesFileAndFieldThatIsMissing() throws IOException {
    directory.refresh();
    var shard = folder.resolve("cameras-00.json");
    Files.writeString(
        shard, Files.readString(shard).replace("\"username\":\"till-1\"", "\"newer\":1"));
    directory.refresh();
    assertThat(directory.problem().orElseThrow()).contains("cameras-00.json", "username", "till-1");
    assertThat(directory.find("till-1")).isPresent();
  }

  @Test
  void refusesTwoCamerasOfOneUserName() throws IOException {
    var shard = Files.readString(folder.resolve("cameras-00.json"));
    Files.writeString(
        folder.resolve("cameras-01.json"),
        shard.replace("\"camera\":\"till-1\"", "\"camera\":\"till-2\""));
    directory.refresh();
    assertThat(directory.isLoaded()).isFalse();
    assertThat(directory.problem().orElseThrow()).contains("till-1", "till-2", "same user name");
  }

  @Test
  void tellsNoPasswordHashInAProblem() throws IOException {
    var shard = folder.resolve("cameras-00.json");
    var hash = directoryHash();
    Files.writeString(shard, Files.readString(shard).replace("Europe/Paris", "Moon"));
    directory.refresh();
    assertThat(directory.problem().orElseThrow())
        .contains("cameras[0].timeZone", "Moon")
        .doesNotContain(hash);
  }

  @Test
  void asksForFilesWhereThereAreNone() throws IOException {
    Files.delete(folder.resolve("cameras-00.json"));
    directory.refresh();
    assertThat(directory.problem().orElseThrow()).contains("no cameras-*.json");
  }

  private static String directoryHash() {
    return TestCameras.camera("till-1").passwordHash();
  }
}
