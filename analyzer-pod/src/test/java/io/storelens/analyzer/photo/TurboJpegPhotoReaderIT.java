package io.storelens.analyzer.photo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On the real library. */
class TurboJpegPhotoReaderIT extends PhotoReaderContract {
  @Override
  Optional<TurboJpeg> turboJpeg() throws Exception {
    return TurboJpeg.load(Optional.of(io.storelens.embedded.debian.TurboJpeg.library(line -> {})));
  }

  @Test
  void readsFourColours() throws Exception {
    // no cyan, half magenta, all yellow, a fifth black
    var image = read(JpegFiles.fourColours(64, 48, 0, 128, 255, 51));
    assertColour(image, 30, 20, 0xcc6600);
  }

  @Test
  void readsFourColoursAsAdobeStoresThem() throws Exception {
    // Given: the same inks, inverted
    byte[] file = JpegFiles.fourColours(64, 48, 255, 127, 0, 204);
    byte[] adobe =
        ByteBuffer.allocate(12).put("Adobe".getBytes(US_ASCII)).putShort((short) 100).array();
    // When
    var image = read(JpegFiles.withSegment(file, 0xee, adobe));
    // Then
    assertColour(image, 30, 20, 0xcc6600);
  }
}
