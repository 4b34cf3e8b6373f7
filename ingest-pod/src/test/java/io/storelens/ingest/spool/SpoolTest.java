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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private static final byte[] LONG = Arrays.copyOf(TestPhotos.photo(), 3_000_001);

  private static final int MAGIC_BYTES = 8;

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
  void givesBackWhatWasKept() throws IOException {
    // Given
    byte[] jpeg = TestPhotos.photo();
    // When
    var kept = keep(jpeg).orElseThrow();
    // Then
    var read = spool.read(kept.path());
    assertThat(read).isEqualTo(kept);
    assertThat(read.jpeg()).isEqualTo(jpeg);
    assertThat(read.photo().cameraTime()).contains(NOON.minusMillis(3));
    assertThat(spool.depth()).isEqualTo(1);
  }

  @Test
  void keepsAPhotoOnce() throws IOException {
    byte[] jpeg = TestPhotos.photo();
    assertThat(keep(jpeg)).isPresent();
    assertThat(keep(jpeg)).isEmpty();
    assertThat(spool.depth()).isEqualTo(1);
    assertThat(files()).hasSize(1);
  }

  @Test
  void givesBackLongPhotosThatDoNotFitIntoMemory() throws IOException {
    byte[] jpeg = LONG;
    var kept = keep(jpeg).orElseThrow();
    assertThat(spool.read(kept.path()).jpeg()).isEqualTo(jpeg);
    assertThat(Files.size(kept.path()) % 4096).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4095, 4096, 262_144, 300_001, 3_000_001})
  void readsPhotosOfAnyLengthBackIntoMemory(int length) throws IOException {
    byte[] jpeg = new byte[length];
    new Random(length).nextBytes(jpeg);
    try (var photo = spool.receive().of("till-1")) {
      photo.write(ByteBuffer.wrap(jpeg));
      var kept = spool.keep(photo, describe(photo.id())).orElseThrow();
      var read = ByteBuffer.allocate(length);
      for (ByteBuffer part : spool.hold(kept).first(length)) {
        read.put(part);
      }
      assertThat(read.array()).isEqualTo(jpeg);
    }
  }

  @Test
  void lendsTheBytesOfPhotosInMemoryOnly() throws IOException {
    byte[] jpeg = TestPhotos.photo();
    try (var photo = spool.receive().of("till-1")) {
      photo.write(ByteBuffer.wrap(jpeg));
      spool.keep(photo, describe(photo.id()));
      var lent = ByteBuffer.allocate(jpeg.length);
      for (ByteBuffer part : photo.lend().orElseThrow().first(jpeg.length)) {
        lent.put(part);
      }
      assertThat(lent.array()).isEqualTo(jpeg);
    }
    try (var photo = spool.receive().of("till-1")) {
      photo.write(ByteBuffer.wrap(LONG));
      spool.keep(photo, describe(photo.id()));
      assertThat(photo.lend()).isEmpty();
    }
  }

  @Test
  void lendsNoMoreThanThereIsRoomForAndKeepsTheOthersOnTheDisk() throws IOException {
    int lent = 0;
    for (int number = 0; number < 300; number++) {
      byte[] jpeg = TestPhotos.photo(8 + number % 4);
      try (var photo = spool.receive().of("till-1")) {
        photo.write(ByteBuffer.wrap(jpeg));
        var kept = spool.keep(photo, describe(photo.id())).orElseThrow();
        lent += photo.lend().isPresent() ? 1 : 0;
        assertThat(spool.read(kept.path()).jpeg()).isEqualTo(jpeg);
      }
    }
    assertThat(lent).isEqualTo(255);
    assertThat(spool.depth()).isEqualTo(300);
  }

  @Test
  void leavesNothingOfAnUploadThatIsGivenUp() throws IOException {
    try (var photo = spool.receive().of("till-1")) {
      photo.write(ByteBuffer.wrap(LONG));
      assertThat(files()).hasSize(1);
      assertThat(waiting()).as("nobody sees it yet").isEmpty();
    }
    assertThat(files()).isEmpty();
    assertThat(spool.depth()).isZero();
  }

  @Test
  void forgetsAPhotoThatIsRemovedAndCountsItOnce() throws IOException {
    var file = keep(TestPhotos.photo()).orElseThrow().path();
    assertThat(spool.remove(file)).isTrue();
    assertThat(spool.remove(file)).isFalse();
    assertThat(spool.depth()).isZero();
    assertThatThrownBy(() -> spool.read(file)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void keepsAPhotoThatIsSentAgainAfterItLeft() throws IOException {
    byte[] jpeg = TestPhotos.photo();
    spool.remove(keep(jpeg).orElseThrow().path());
    var again = keep(jpeg).orElseThrow();
    spool.setAside(again, "no image");
    assertThat(keep(jpeg)).isPresent();
  }

  @Test
  void emptiesTheFileOfAPhotoThatLeavesAndUsesItAgain() throws IOException {
    // Given
    var first = keep(TestPhotos.photo(200)).orElseThrow().path();
    spool.remove(first);
    assertThat(files()).singleElement().satisfies(file -> assertThat(file).isEmptyFile());
    assertThat(keep(TestPhotos.photo()).orElseThrow().path())
        .as("somebody may still mean the photo that was there")
        .isNotEqualTo(first);
    spool.reuse(first);
    // When
    byte[] small = TestPhotos.photo(8);
    var second = keep(small).orElseThrow();
    // Then
    assertThat(second.path()).isEqualTo(first);
    assertThat(spool.read(first).jpeg()).isEqualTo(small);
    assertThat(spool.depth()).isEqualTo(2);
  }

  @Test
  void usesFilesOfBeforeARestartAgain() throws IOException {
    var first = keep(TestPhotos.photo()).orElseThrow().path();
    var second = keep(TestPhotos.photo()).orElseThrow().path();
    spool.remove(first);
    spool.close();
    open();
    assertThat(keep(TestPhotos.photo()).orElseThrow().path()).isEqualTo(first);
    assertThat(keep(TestPhotos.photo()).orElseThrow().path()).isNotIn(first, second);
    assertThat(spool.depth()).isEqualTo(3);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder.resolve("photos"))) {
      return files.toList();
    }
  }

  private Set<Path> waiting() throws IOException {
    Set<Path> found = new HashSet<>();
    spool.walk((file, since) -> found.add(file));
    return found;
  }

  @Test
  void findsEverythingAgainAfterARestart() throws IOException {
    // Given
    Set<Path> kept = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      kept.add(keep(TestPhotos.photo()).orElseThrow().path());
    }
    Files.writeString(folder.resolve("photos/lost+found"), "not ours");
    spool.close();
    // When
    open();
    // Then
    assertThat(waiting()).isEqualTo(kept);
    assertThat(spool.depth()).isEqualTo(20);
  }

  @Test
  void knowsUploadsThatEndedTooEarly() throws IOException {
    // Given
    var file = keep(TestPhotos.photo()).orElseThrow();
    byte[] bytes = Files.readAllBytes(file.path());
    // When, then
    for (int length : new int[] {1, 23, 24, (int) file.length(), bytes.length - 1}) {
      Files.write(file.path(), Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> spool.read(file.path()))
          .as("%d bytes", length)
          .isInstanceOf(PhotoFile.Unfinished.class);
    }
  }

  @Test
  void knowsDamagedFiles() throws IOException {
    var file = keep(TestPhotos.photo()).orElseThrow();
    byte[] bytes = Files.readAllBytes(file.path());
    for (int flipped = (int) file.length(); flipped < bytes.length - MAGIC_BYTES; flipped++) {
      if (bytes[flipped] == 0 && flipped < bytes.length - 24) {
        continue; // fills up the block
      }
      byte[] damaged = bytes.clone();
      damaged[flipped] ^= 0x10;
      Files.write(file.path(), damaged);
      assertThatThrownBy(() -> spool.read(file.path()))
          .as("byte %d", flipped)
          .isInstanceOf(PhotoFile.BadPhotoFile.class);
    }
  }

  @Test
  void handsOutNoPhotoThatIsNotTheOneThatCame() throws IOException {
    // Given
    var file = keep(TestPhotos.photo()).orElseThrow();
    byte[] bytes = Files.readAllBytes(file.path());
    bytes[100] ^= 0x10;
    Files.write(file.path(), bytes);
    var read = spool.read(file.path());
    // When, then
    assertThatThrownBy(() -> spool.hold(read))
        .isInstanceOf(PhotoFile.BadPhotoFile.class)
        .hasMessageContaining("does not hold");
    spool.setAsideDamaged(file.path(), "damaged");
    assertThat(spool.depth()).isZero();
    assertThat(AsideFolder.of(folder).list())
        .singleElement()
        .satisfies(photo -> assertThat(photo.reason()).isEqualTo("damaged"));
  }

  @Test
  void keepsAPhotoSetAsideForAWeek() throws IOException {
    // Given
    var photo = keep(TestPhotos.photo()).orElseThrow();
    var id = photo.photo().id();
    // When
    spool.setAside(photo, "no face has ever been");
    // Then
    var aside = folder.resolve("aside");
    assertThat(spool.depth()).isZero();
    assertThat(aside.resolve(id.hex() + ".reason")).hasContent("no face has ever been");
    spool.forgetAside(Instant.now().plus(Duration.ofDays(6)));
    assertThat(aside.resolve(id.hex())).exists();
    spool.forgetAside(Instant.now().plus(Duration.ofDays(8)));
    assertThat(aside).isEmptyDirectory();
  }

  @Test
  void isHealthyAgainHalfAMinuteAfterADiskFailed() throws IOException {
    assertThat(spool.problem(System.nanoTime())).isEmpty();
    try (var photo = spool.receive().of("till-1")) {
      photo.write(ByteBuffer.wrap(TestPhotos.photo()));
      var described = describe(photo.id());
      Files.delete(folder.resolve("photos"));
      assertThatThrownBy(() -> spool.keep(photo, described)).isInstanceOf(IOException.class);
    }
    assertThat(spool.problem(System.nanoTime())).isPresent();
    assertThat(spool.problem(System.nanoTime() + Duration.ofSeconds(31).toNanos())).isEmpty();
  }

  @Test
  void belongsToOneProcess() {
    assertThatThrownBy(() -> Spool.open(folder, new SimpleMeterRegistry()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("INGEST_SPOOL");
  }

  @Test
  void showsTheAgeOfTheOldestPhoto() throws IOException {
    // Given
    var now = Instant.now();
    var old = keep(TestPhotos.photo()).orElseThrow();
    keep(TestPhotos.photo());
    Files.setLastModifiedTime(old.path(), FileTime.from(now.minusSeconds(100)));
    Set<Path> found = new HashSet<>();
    var walks = new SpoolWalks(spool, found::add, () -> false);
    // When
    walks.tick();
    // Then
    assertThat(walks.oldestAge(now)).isEqualTo(Duration.ofSeconds(100));
    assertThat(found).hasSize(2);
    for (Path file : found) {
      spool.remove(file);
    }
    assertThat(walks.oldestAge(now)).isZero();
  }

  @Test
  void walksAgainAtOnceWhenPhotosAreWanted() throws IOException {
    // Given
    var found = new HashSet<Path>();
    var wanted = new boolean[1];
    var walks = new SpoolWalks(spool, found::add, () -> wanted[0]);
    keep(TestPhotos.photo());
    walks.tick();
    keep(TestPhotos.photo());
    walks.tick();
    assertThat(found).hasSize(1);
    // When
    wanted[0] = true;
    walks.tick();
    // Then
    assertThat(found).hasSize(2);
  }

  @Test
  void asksForRoomOnTheDisk() {
    assertThat(new DiskRoom(() -> 100, 100).problem()).isEmpty();
    assertThat(new DiskRoom(() -> 99, 100).problem().orElseThrow())
        .contains("99", "INGEST_MIN_FREE_BYTES");
    assertThat(
            new DiskRoom(
                    () -> {
                      throw new IOException("gone");
                    },
                    100)
                .problem()
                .orElseThrow())
        .contains("gone");
  }

  private Optional<PhotoFile> keep(byte[] jpeg) throws IOException {
    try (var photo = spool.receive().of("till-1")) {
      photo.write(ByteBuffer.wrap(jpeg, 0, 10));
      photo.write(ByteBuffer.wrap(jpeg, 10, jpeg.length - 10));
      assertThat(photo.content().readAllBytes()).isEqualTo(jpeg);
      return spool.keep(photo, describe(photo.id()));
    }
  }

  private static Photo describe(PhotoId id) {
    return new Photo(
        id,
        "till-1",
        "paris-001",
        "eu-west",
        NOON,
        NOON.plusMillis(7),
        CaptureSource.EXIF,
        Optional.of(NOON.minusMillis(3)));
  }
}
