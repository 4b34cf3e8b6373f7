package io.storelens.analyzer.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storelens.analyzer.photo.RgbImage;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorInputTest {
  private final FloatBuffer target = FloatBuffer.allocate(3 * 704 * 704);
  private final DetectorInput input = new DetectorInput();

  @ParameterizedTest
  @CsvSource({
    "960, 540, 480",
    "960, 540, 640",
    "970, 2204, 640",
    "2000, 1500, 640",
    "33, 7, 32",
    "1500, 90, 640"
  })
  void keepsTheMeanOfEachColourInItsPlane(int width, int height, int side) {
    // Given: red grows to the right, green downwards, blue is even
    byte[] pixels = new byte[width * height * 3];
    for (int i = 0; i < width * height; i++) {
      pixels[3 * i] = (byte) (200 * (i % width) / width);
      pixels[3 * i + 1] = (byte) (100 * (i / width) / height);
      pixels[3 * i + 2] = 77;
    }
    // When
    input.fill(new RgbImage(pixels, width, height, 1), side, target);
    // Then
    int usedWidth = (int) (width * input.scale());
    int usedHeight = (int) (height * input.scale());
    int plane = input.width() * input.height();
    int middle = usedHeight / 2 * input.width() + usedWidth / 2;
    assertThat((double) target.get(middle)).isCloseTo(77, within(0.01));
    assertThat((double) target.get(plane + middle)).isCloseTo(50, within(8.0));
    assertThat((double) target.get(2 * plane + middle)).isCloseTo(100, within(8.0));
    assertThat(input.width() % 32).isZero();
    assertThat(input.height() % 32).isZero();
    assertThat(Math.max(usedWidth, usedHeight))
        .isBetween(Math.min(side, Math.max(width, height)) - 1, side * 11 / 10);
  }

  @Test
  void isBlackWhereTheImageEnds() {
    // Given: a white image after a larger white one
    input.fill(white(640, 640), 640, target);
    // When
    input.fill(white(320, 100), 640, target);
    // Then
    assertThat(input.height()).isEqualTo(128);
    assertThat(target.get(99 * input.width())).isEqualTo(255);
    assertThat(target.get(100 * input.width())).isZero();
  }

  private static RgbImage white(int width, int height) {
    byte[] pixels = new byte[width * height * 3];
    Arrays.fill(pixels, (byte) 255);
    return new RgbImage(pixels, width, height, 1);
  }
}
