package io.storelens.ingest.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.contract.handover.PhotoId;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PhotoDigestTest {
  // Made with Python: xxhash.xxh3_128(b"front\0" + photo).hexdigest().
  private static final String OF_A_WORD = "3b9dc290d51d06f49979f86a4c24973d";
  private static final String OF_A_MEGABYTE = "ea366b8d1aa7e81b93a8222c0be0e194";

  @Test
  void isXxh3OfTheCamerasNameAZeroAndThePhoto() {
    assertThat(id("front", ByteBuffer.wrap("photo".getBytes(UTF_8))).hex()).isEqualTo(OF_A_WORD);
  }

  @Test
  void isTheSameHoweverThePhotoComes() {
    var photo = ByteBuffer.allocateDirect(1_000_000);
    while (photo.hasRemaining()) {
      photo.put((byte) (photo.position() % 251));
    }
    photo.flip();
    for (int step : new int[] {1, 1_000, 65_536, 1_000_000}) {
      var digest = new PhotoDigest("front");
      for (int at = 0; at < photo.limit(); at += step) {
        digest.update(photo.slice(at, Math.min(step, photo.limit() - at)));
      }
      assertThat(digest.id().hex()).as("pieces of %d", step).isEqualTo(OF_A_MEGABYTE);
    }
  }

  @Test
  void leavesItsInputAsItWas() {
    var photo = ByteBuffer.wrap(new byte[100]).position(10).limit(90);
    new PhotoDigest("front").update(photo);
    assertThat(photo.remaining()).isEqualTo(80);
  }

  @Test
  void differsForTheSamePhotoOfAnotherCamera() {
    assertThat(id("a", ByteBuffer.wrap("photo".getBytes(UTF_8))))
        .isNotEqualTo(id("b", ByteBuffer.wrap("photo".getBytes(UTF_8))));
    assertThat(id("a", ByteBuffer.wrap("bphoto".getBytes(UTF_8))))
        .isNotEqualTo(id("ab", ByteBuffer.wrap("photo".getBytes(UTF_8))));
  }

  private static PhotoId id(String camera, ByteBuffer photo) {
    var digest = new PhotoDigest(camera);
    digest.update(photo);
    return digest.id();
  }
}
