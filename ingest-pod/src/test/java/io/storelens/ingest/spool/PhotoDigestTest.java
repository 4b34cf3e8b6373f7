package io.storelens.ingest.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storelens.contract.handover.PhotoId;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PhotoDigestTest {
  // Made with Python: xxhash.xxh3_128(b"front\0" + photo).hexdigest().
  private static final String OF_A_WORD = "3b9dc290d51d06f49979f86a4c24973d";
  private static final String OF_A_MEGABYTE = "ea366b8d1aa7e81b93a8222c0be0e194";

  @Test
  void isXxh3OfTheCamerasNameAZeroAndThePhoto() {
    assertThat(id("front", "photo").hex()).isEqualTo(OF_A_WORD);
  }

  @Test
  void isTheSameHoweverThePhotoComes() {
    var photo = ByteBuffer.allocateDirect(1_000_000);
    while (photo.hasRemaining()) {
      photo.put((byte) (photo.position() % 251));
    }
    photo.flip();
    for (int step : new int[] {1, 1_000, 65_536, 1_000_000}) {
      try (var digest = new PhotoDigest("front")) {
        for (int at = 0; at < photo.limit(); at += step) {
          digest.update(photo.slice(at, Math.min(step, photo.limit() - at)));
        }
        assertThat(digest.id().hex()).as("pieces of %d", step).isEqualTo(OF_A_MEGABYTE);
      }
    }
  }

  @Test
  void leavesItsInputAsItWas() {
    var photo = ByteBuffer.allocateDirect(100).position(10).limit(90);
    try (var digest = new PhotoDigest("front")) {
      digest.update(photo);
    }
    assertThat(photo.remaining()).isEqualTo(80);
  }

  @Test
  void differsForTheSamePhotoOfAnotherCamera() {
    assertThat(id("a", "photo")).isNotEqualTo(id("b", "photo"));
    assertThat(id("a", "bphoto")).isNotEqualTo(id("ab", "photo"));
  }

  @Test
  void takesNothingThatTheLibraryWouldMisread() {
    var digest = new PhotoDigest("front");
    var inTheHeap = ByteBuffer.allocate(8);
    assertThatThrownBy(() -> digest.update(inTheHeap)).isInstanceOf(IllegalArgumentException.class);
    digest.close();
    digest.close();
    assertThatThrownBy(digest::id).isInstanceOf(IllegalStateException.class);
  }

  private static PhotoId id(String camera, String photo) {
    byte[] bytes = photo.getBytes(UTF_8);
    try (var digest = new PhotoDigest(camera)) {
      digest.update(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
      return digest.id();
    }
  }
}
