package io.storelens.ingest.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PhotoMemoryTest {
  private final PhotoMemory memory = new PhotoMemory();

  @Test
  void givesTheSameMemoryAgainWithRoomForThePhotoAlone() {
    var first = memory.take(300_000);
    assertThat(first.remaining()).isEqualTo(300_000);
    memory.giveBack(first);
    var second = memory.take(10);
    assertThat(second).isSameAs(first);
    assertThat(second.remaining()).isEqualTo(10);
  }

  @Test
  void givesMoreWhereALargerPhotoComes() {
    memory.giveBack(memory.take(10));
    assertThat(memory.take(1_000_000).remaining()).isEqualTo(1_000_000);
  }

  @Test
  void keepsNoMoreThanItNeeds() {
    var large = memory.take(40L << 20);
    memory.giveBack(large);
    assertThat(memory.take(10)).isNotSameAs(large);
  }

  @Test
  void showsWhatWasPutIn() {
    var bytes = memory.take(5);
    bytes.put("photo".getBytes(StandardCharsets.US_ASCII)).flip();
    assertThat(PhotoMemory.view(bytes)).hasToString("photo");
  }
}
