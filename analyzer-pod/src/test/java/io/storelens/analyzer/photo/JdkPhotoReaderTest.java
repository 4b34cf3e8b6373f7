package io.storelens.analyzer.photo;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JdkPhotoReaderTest extends PhotoReaderContract {
  @Override
  Optional<TurboJpeg> turboJpeg() {
    return Optional.empty();
  }

  @Test
  void refusesFourColoursItCannotRead() {
    assertThatExceptionOfType(PhotoRefusedException.class)
        .isThrownBy(() -> read(JpegFiles.fourColours(64, 48, 0, 0, 0, 0)))
        .withMessageContaining("libturbojpeg");
  }

  @Test
  void namesTheLibraryThatCannotBeLoaded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TurboJpeg.load(Optional.of(Path.of("/nowhere/libturbojpeg.so.0"))))
        .withMessageContaining("/nowhere/libturbojpeg.so.0");
  }
}
