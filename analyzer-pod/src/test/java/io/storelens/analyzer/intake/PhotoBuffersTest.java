package io.storelens.analyzer.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PhotoBuffersTest {
  private final PhotoBuffers buffers = new PhotoBuffers(2);

  @Test
  void givesNoMoreThanThereAre() {
    // Given
    var first = buffers.take().orElseThrow();
    var second = buffers.take();
    // When, then
    assertThat(second).isPresent();
    assertThat(buffers.take()).isEmpty();
    first.release();
    assertThat(buffers.take()).isPresent();
    assertThat(buffers.taken()).isEqualTo(2);
  }

  @Test
  void holdsAPhotoOfAnySizeInItsParts() {
    // Given
    byte[] part = new byte[700_000];
    Arrays.fill(part, (byte) 7);
    var buffer = buffers.take().orElseThrow();
    // When
    for (int i = 0; i < 5; i++) {
      buffer.append(Buffer.buffer(part));
    }
    // Then
    var photo = buffer.photo();
    assertThat(photo.length()).isEqualTo(3_500_000);
    assertThat(Arrays.copyOf(photo.bytes(), photo.length())).containsOnly(7);
  }

  @Test
  void keepsNothingOfThePhotoBefore() {
    // Given
    var buffer = buffers.take().orElseThrow();
    buffer.append(Buffer.buffer("the photo before"));
    buffer.release();
    // When
    var next = buffers.take().orElseThrow();
    next.append(Buffer.buffer("next"));
    // Then
    assertThat(next).isSameAs(buffer);
    assertThat(next.photo().length()).isEqualTo(4);
  }
}
