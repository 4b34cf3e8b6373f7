package io.storelens.analyzer.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.storelens.analyzer.TestPhotos;
import io.storelens.contract.handover.RefusalReason;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reading photos does, whichever decoder is there. */
abstract class PhotoReaderContract {
  private static final int NEAR = 3;

  private PhotoReader reader;

  /** The decoder under test; empty for the JDK's. */
  abstract Optional<TurboJpeg> turboJpeg() throws Exception;

  @BeforeEach
  void open() throws Exception {
    reader = new PhotoReader(turboJpeg(), PhotoLimits.anyFormat(50_000_000));
  }

  @AfterEach
  void close() {
    reader.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void turnsEachOrientationUpright(int orientation) throws Exception {
    // Given: sides that no block of pixels divides, a colour in each corner
    var scene = corners(91, 57);
    // When
    var image = read(JpegFiles.turned(scene, orientation));
    // Then
    assertThat(image.width()).isEqualTo(91);
    assertThat(image.height()).isEqualTo(57);
    assertColour(image, 10, 10, 0xff0000);
    assertColour(image, 80, 10, 0x00ff00);
    assertColour(image, 10, 47, 0x0000ff);
    assertColour(image, 80, 47, 0xffffff);
  }

  @Test
  void readsProgressiveFilesAsOthers() throws Exception {
    // Given
    var picture = JpegFiles.image(TestPhotos.oneWoman());
    byte[] baseline = read(JpegFiles.jpeg(picture)).pixels().clone();
    // When
    var image = read(JpegFiles.progressive(picture));
    // Then
    assertThat(meanDifference(baseline, image)).isLessThan(0.5);
  }

  @Test
  void readsGreyFilesWithTheirOwnBrightness() throws Exception {
    var image = read(JpegFiles.grey(JpegFiles.even(64, 48, 0x606060)));
    assertColour(image, 30, 20, 0x606060);
  }

  @Test
  void readsPngWhateverItIsCalled() throws Exception {
    var image = read(JpegFiles.png(corners(91, 57)));
    assertColour(image, 80, 10, 0x00ff00);
  }

  @Test
  void readsTheSmallestPhoto() throws Exception {
    var image = read(JpegFiles.jpeg(JpegFiles.even(1, 1, 0x406080)));
    assertThat(image.width()).isEqualTo(1);
    assertThat(image.height()).isEqualTo(1);
    assertColour(image, 0, 0, 0x406080);
  }

  @ParameterizedTest
  @CsvSource({
    "1920, 1080, 200, 2",
    "4000, 3000, 200, 2",
    "4000, 3000, 400, 4",
    "1919, 1079, 200, 1",
    "8000, 1001, 800, 8",
    "1280, 720, 200, 1",
    "1920, 1080, 100, 1"
  })
  void scalesDownAsFarAsTheSmallestFaceAllows(
      int width, int height, int smallestFace, int reduction) throws Exception {
    // Given
    byte[] file = JpegFiles.jpeg(JpegFiles.even(width, height, 0x804020));
    // When
    var image = reader.read(EncodedPhoto.of(file), smallestFace);
    // Then
    assertThat(image.originalPerPixel()).isEqualTo(reduction);
    assertThat(image.width()).isEqualTo((width + reduction - 1) / reduction);
    assertThat(image.height()).isEqualTo((height + reduction - 1) / reduction);
    assertColour(image, image.width() - 1, image.height() - 1, 0x804020);
  }

  @Test
  void readsAPhotoFromABufferThatIsLongerThanIt() throws Exception {
    // Given
    byte[] file = JpegFiles.jpeg(corners(91, 57));
    byte[] buffer = Arrays.copyOf(file, file.length + 10_000);
    // When
    var image = reader.read(new EncodedPhoto(buffer, file.length), 1);
    // Then
    assertColour(image, 80, 10, 0x00ff00);
  }

  @Test
  void readsOrRefusesWhateverIsDamaged() {
    // Given
    var random = new Random(11);
    byte[] file = JpegFiles.jpeg(JpegFiles.image(TestPhotos.oneWoman()));
    for (int i = 0; i < 60; i++) {
      byte[] damaged = file.clone();
      for (int hits = random.nextInt(30); hits >= 0; hits--) {
        damaged[2 + random.nextInt(damaged.length - 2)] = (byte) random.nextInt();
      }
      // When, then
      try {
        assertThat(read(damaged).width()).isPositive();
      } catch (PhotoRefusedException e) {
        assertThat(e.reason())
            .isIn(
                RefusalReason.UNDECODABLE,
                RefusalReason.NOT_A_PHOTO,
                RefusalReason.TOO_MANY_PIXELS);
      }
    }
  }

  @Test
  void refusesAFileThatHoldsFewerPixelsThanItSaysWithoutTakingTheirMemory() {
    byte[] bomb = JpegFiles.claiming(JpegFiles.jpeg(corners(91, 57)), 65_000, 65_000);
    assertThatExceptionOfType(PhotoRefusedException.class)
        .isThrownBy(() -> read(bomb))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(RefusalReason.TOO_MANY_PIXELS));
  }

  RgbImage read(byte[] file) throws PhotoRefusedException {
    return reader.read(EncodedPhoto.of(file), 1);
  }

  static void assertColour(RgbImage image, int x, int y, int rgb) {
    int at = (y * image.width() + x) * RgbImage.CHANNELS;
    for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
      assertThat(image.pixels()[at + channel] & 0xff)
          .as("channel %d at %d, %d", channel, x, y)
          .isCloseTo(rgb >> (16 - 8 * channel) & 0xff, within(NEAR));
    }
  }

  private static double meanDifference(byte[] expected, RgbImage image) {
    long sum = 0;
    int samples = image.width() * image.height() * RgbImage.CHANNELS;
    for (int i = 0; i < samples; i++) {
      sum += Math.abs((expected[i] & 0xff) - (image.pixels()[i] & 0xff));
    }
    return (double) sum / samples;
  }

  /** Red, green, blue and white quarters, in the order of reading. */
  private static BufferedImage corners(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int upper = x < width / 2 ? 0xff0000 : 0x00ff00;
        int lower = x < width / 2 ? 0x0000ff : 0xffffff;
        image.setRGB(x, y, y < height / 2 ? upper : lower);
      }
    }
    return image;
  }
}
