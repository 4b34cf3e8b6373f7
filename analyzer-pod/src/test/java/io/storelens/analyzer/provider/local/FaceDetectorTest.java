package io.storelens.analyzer.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceDetectorTest {
  @ParameterizedTest
  @CsvSource({
    "1920, 200, 480",
    "4000, 200, 640",
    "1280, 200, 320",
    "640, 200, 320",
    "1920, 0, 640"
  })
  void looksAsCloselyAsTheSmallestFaceNeeds(int longSide, int smallestFace, int side) {
    assertThat(FaceDetector.side(longSide, smallestFace)).isEqualTo(side);
  }

  @Test
  void overlapIsSharedOverUnitedArea() {
    var face = new DetectedFace(0, 0, 10, 10, 0.9, new double[10]);
    var half = new DetectedFace(5, 0, 15, 10, 0.8, new double[10]);
    var apart = new DetectedFace(20, 0, 30, 10, 0.8, new double[10]);
    assertThat(face.overlap(half)).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(face.overlap(face)).isCloseTo(1, within(1e-9));
    assertThat(face.overlap(apart)).isZero();
  }
}
