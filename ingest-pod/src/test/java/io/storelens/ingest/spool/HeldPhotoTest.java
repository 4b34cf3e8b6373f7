package io.storelens.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldPhotoTest {
  private final PhotoMemory memory = new PhotoMemory();
  private final HeldPhoto photo = new HeldPhoto(memory);

  @Test
  void showsItsFirstBytesInTheirOrder() {
    var bytes = ByteBuffer.allocate(2 * PhotoMemory.PIECE_BYTES + 3);
    while (bytes.hasRemaining()) {
      bytes.put((byte) (bytes.position() % 251));
    }
    photo.put(bytes.flip());
    assertThat(photo.pieces()).isEqualTo(3);
    int length = PhotoMemory.PIECE_BYTES + 10;
    var first = ByteBuffer.allocate(length);
    for (ByteBuffer part : photo.first(length)) {
      first.put(part);
    }
    assertThat(first.flip()).isEqualTo(bytes.position(0).limit(length));
  }

  @Test
  void givesTheSameMemoryAgain() {
    var room = photo.room();
    photo.release();
    photo.release();
    assertThat(new HeldPhoto(memory).room()).isSameAs(room);
  }

  @Test
  void keepsOnePieceWhenItIsCleared() {
    photo.put(ByteBuffer.allocate(PhotoMemory.PIECE_BYTES + 1));
    photo.clear();
    assertThat(photo.pieces()).isEqualTo(1);
    assertThat(photo.room().remaining()).isEqualTo(PhotoMemory.PIECE_BYTES);
  }

  @Test
  void getsBySmallPiecesWhenVeryManyPhotosAreUnderWay() {
    List<HeldPhoto> many = new ArrayList<>();
    while (memory.hasRoom()) {
      many.add(new HeldPhoto(memory));
      many.get(many.size() - 1).room();
    }
    assertThat(many).hasSize(512);
    assertThat(photo.room().remaining()).isEqualTo(PhotoMemory.SMALL_PIECE_BYTES);
    photo.release();
    assertThat(memory.hasRoom()).isFalse();
    many.forEach(HeldPhoto::release);
    assertThat(memory.hasRoom()).isTrue();
    assertThat(photo.room().remaining()).isEqualTo(PhotoMemory.PIECE_BYTES);
  }

  @Test
  void usesSmallPiecesAgainToo() {
    while (memory.hasRoom()) {
      memory.take();
    }
    var room = photo.room();
    photo.release();
    assertThat(new HeldPhoto(memory).room()).isSameAs(room);
  }
}
