package io.storelens.analyzer.photo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storelens.analyzer.TestPhotos;
import io.storelens.contract.handover.RefusalReason;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoHeaderTest {
  private static final byte[] JPEG = JpegFiles.jpeg(JpegFiles.even(64, 48, 0x808080));

  @Test
  void readsSizeAndOrientation() throws Exception {
    var header = read(JpegFiles.turned(JpegFiles.even(64, 48, 0x808080), 6));
    assertThat(header.format()).isEqualTo(PhotoFormat.JPEG);
    assertThat(header.width()).isEqualTo(48);
    assertThat(header.height()).isEqualTo(64);
    assertThat(header.orientation()).isEqualTo(Orientation.TURNED_90);
  }

  @Test
  void takesAPhotoWithoutOrientationAsUpright() throws Exception {
    assertThat(read(TestPhotos.oneWoman()).orientation()).isEqualTo(Orientation.UPRIGHT);
    byte[] noSense = JpegFiles.withSegment(JPEG, 0xe1, "Exif\0\0nonsense".getBytes(UTF_8));
    assertThat(read(noSense).orientation()).isEqualTo(Orientation.UPRIGHT);
  }

  @Test
  void tellsAFormatFromItsFirstBytes() throws Exception {
    var header = read(JpegFiles.png(JpegFiles.even(30, 20, 0)));
    assertThat(header.format()).isEqualTo(PhotoFormat.PNG);
    assertThat(header.width()).isEqualTo(30);
    assertThat(header.height()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ff", "ffd8", "474946383961", "3c68746d6c3e", "ffd8ffd9"})
  void saysWhatIsNoPhoto(String hex) {
    assertRefused(HexFormat.of().parseHex(hex), RefusalReason.NOT_A_PHOTO);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.3, 0.5, 0.7, 0.9, 0.999})
  void seesThatAFileIsCutOff(double part) {
    byte[] cut = JpegFiles.cut(JPEG, (int) (JPEG.length * part));
    assertRefused(cut, RefusalReason.UNDECODABLE);
  }

  @Test
  void passesOverWhatACameraWritesAfterTheEnd() throws Exception {
    byte[] longer = Arrays.copyOf(JPEG, JPEG.length + 500);
    assertThat(read(longer).width()).isEqualTo(64);
  }

  @Test
  void refusesSidesOfZero() {
    assertRefused(JpegFiles.claiming(JPEG, 64, 0), RefusalReason.UNDECODABLE);
  }

  @Test
  void refusesMorePixelsThanAreTaken() throws Exception {
    var header = read(JpegFiles.claiming(JPEG, 60000, 60000));
    assertThatExceptionOfType(PhotoRefusedException.class)
        .isThrownBy(() -> header.require(PhotoLimits.jpeg(50_000_000)))
        .withMessageContaining("60000 x 60000")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(RefusalReason.TOO_MANY_PIXELS));
  }

  @Test
  void refusesAFormatThatIsNotTaken() throws Exception {
    var header = read(JpegFiles.png(JpegFiles.even(30, 20, 0)));
    assertThatExceptionOfType(PhotoRefusedException.class)
        .isThrownBy(() -> header.require(PhotoLimits.jpeg(50_000_000)))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(RefusalReason.NOT_A_PHOTO));
  }

  @Test
  void readsOrRefusesWhateverIsDamaged() {
    var random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = JPEG.clone();
      for (int hits = random.nextInt(20); hits >= 0; hits--) {
        damaged[2 + random.nextInt(damaged.length - 2)] = (byte) random.nextInt();
      }
      try {
        assertThat(read(damaged).width()).isPositive();
      } catch (PhotoRefusedException e) {
        assertThat(e.reason()).isIn(RefusalReason.UNDECODABLE, RefusalReason.NOT_A_PHOTO);
      }
    }
  }

  private static PhotoHeader read(byte[] file) throws PhotoRefusedException {
    return PhotoHeader.read(EncodedPhoto.of(file));
  }

  private static void assertRefused(byte[] file, RefusalReason reason) {
    assertThatExceptionOfType(PhotoRefusedException.class)
        .isThrownBy(() -> read(file))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
