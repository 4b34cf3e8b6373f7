package io.storelens.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.PhotoId;
import io.storelens.ingest.TestPhotos;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsideFolderTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir Path folder;
  private Spool spool;

  @BeforeEach
  void open() throws IOException {
    spool = Spool.open(folder, new SimpleMeterRegistry());
  }

  @AfterEach
  void close() throws IOException {
    spool.close();
  }

  @Test
  void tellsWhatWasSetAsideAndWhy() throws IOException {
    // Given
    var id = setAside("no image");
    var damaged = new PhotoId("00".repeat(16));
    Files.write(folder.resolve("aside").resolve(damaged.hex()), new byte[100]);
    // When
    var list = AsideFolder.of(folder).list();
    // Then
    assertThat(list).extracting(AsidePhoto::id).containsExactly(damaged, id);
    assertThat(list.get(0)).isEqualTo(new AsidePhoto(damaged, Optional.empty(), 100, ""));
    assertThat(list.get(1).reason()).isEqualTo("no image");
    assertThat(list.get(1).photo().orElseThrow().camera()).isEqualTo("till-1");
  }

  @Test
  void givesAPhotoBackToTheIngestThatRuns() throws IOException {
    // Given
    var id = setAside("no image");
    var found = new ArrayList<Path>();
    var walks = new SpoolWalks(spool, found::add, () -> false);
    // When
    assertThat(AsideFolder.of(folder).retry(id)).isTrue();
    walks.tick();
    // Then
    assertThat(found).isNotEmpty();
    assertThat(spool.depth()).isEqualTo(1);
    assertThat(spool.read(found.get(0)).photo().id()).isEqualTo(id);
    assertThat(folder.resolve("aside")).isEmptyDirectory();
    assertThat(AsideFolder.of(folder).retry(id)).as("it is gone").isFalse();
  }

  @Test
  void givesAPhotoBackToTheNextIngest() throws IOException {
    // Given
    var id = setAside("no image");
    spool.close();
    AsideFolder.of(folder).retry(id);
    // When
    open();
    // Then
    assertThat(spool.depth()).isEqualTo(1);
    var found = new ArrayList<Path>();
    spool.walk((file, since) -> found.add(file));
    assertThat(spool.read(found.get(0)).photo().id()).isEqualTo(id);
  }

  @Test
  void givesNothingBackThatItsCameraHasSentAgain() throws IOException {
    // Given
    byte[] jpeg = TestPhotos.photo();
    var photo = keep(jpeg);
    spool.setAside(photo, "no image");
    AsideFolder.of(folder).retry(photo.photo().id());
    keep(jpeg);
    // When
    spool.takeBack(found -> {});
    // Then
    assertThat(spool.depth()).isEqualTo(1);
    assertThat(folder.resolve("again")).isEmptyDirectory();
  }

  @Test
  void dropsAPhotoWithItsReason() throws IOException {
    var id = setAside("no image");
    assertThat(AsideFolder.of(folder).drop(id)).isTrue();
    assertThat(AsideFolder.of(folder).list()).isEqualTo(List.of());
    assertThat(folder.resolve("aside")).isEmptyDirectory();
    assertThat(AsideFolder.of(folder).drop(id)).isFalse();
  }

  @Test
  void saysWhenThereIsNoSpool() {
    assertThatThrownBy(() -> AsideFolder.of(folder.resolve("nowhere")))
        .hasMessageContaining("nowhere is not a spool");
  }

  private PhotoId setAside(String reason) throws IOException {
    var photo = keep(TestPhotos.photo());
    spool.setAside(photo, reason);
    return photo.photo().id();
  }

  private PhotoFile keep(byte[] jpeg) throws IOException {
    try (var photo = spool.receive().of("till-1")) {
      photo.write(ByteBuffer.wrap(jpeg));
      var described =
          new Photo(
              photo.id(),
              "till-1",
              "paris-001",
              "eu-west",
              NOON,
              NOON,
              CaptureSource.ARRIVAL,
              Optional.empty());
      return spool.keep(photo, described).orElseThrow();
    }
  }
}
