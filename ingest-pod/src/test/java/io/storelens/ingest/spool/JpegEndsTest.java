package io.storelens.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.ingest.TestPhotos;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegEndsTest {
  @ParameterizedTest
  @CsvSource({
    "ffd8ffd9, true",
    "ffd8ff0011ffd9, true",
    "ffd8ff0011ffd90000000d0a20, true",
    "ffd8ff0011ffd900000000000001, false",
    "ffd8ff0011ff00d9, false",
    "ffd8ff0011ff, false",
    "ffd8ff0011, false",
    "ffd8, false",
    "ff, false",
    "'', false",
    "ffd9, false",
    "ffd8d9, false",
    "89504e47ffd9, false",
    "00ffd8ffd9, false"
  })
  void knowsAWholeFileHoweverItIsCut(String hex, boolean whole) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    for (int piece = 1; piece <= Math.max(1, bytes.length); piece++) {
      assertThat(follow(bytes, piece).isWhole()).as("pieces of %d", piece).isEqualTo(whole);
    }
  }

  @Test
  void seesFromTheFirstBytesWhatIsNoJpeg() {
    assertThat(follow(new byte[0], 1).beginsLikeJpeg()).isTrue();
    assertThat(follow(new byte[] {(byte) 0xFF}, 1).beginsLikeJpeg()).isTrue();
    assertThat(follow(new byte[] {(byte) 0xFF, (byte) 0xD8}, 1).beginsLikeJpeg()).isTrue();
    assertThat(follow(new byte[] {(byte) 0xFF, 0}, 1).beginsLikeJpeg()).isFalse();
    assertThat(follow(new byte[] {'G', 'I', 'F'}, 1).beginsLikeJpeg()).isFalse();
  }

  @Test
  void acceptsNoPhotoThatWasCut() {
    byte[] photo = TestPhotos.photo();
    for (int length = 0; length < photo.length; length++) {
      assertThat(follow(Arrays.copyOf(photo, length), 100).isWhole())
          .as("%d bytes", length)
          .isFalse();
    }
    assertThat(follow(photo, 100).isWhole()).isTrue();
  }

  private static JpegEnds follow(byte[] bytes, int piece) {
    var ends = new JpegEnds();
    for (int at = 0; at < bytes.length; at += piece) {
      ends.follow(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
    }
    return ends;
  }
}
