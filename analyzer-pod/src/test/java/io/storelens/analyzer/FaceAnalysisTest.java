package io.storelens.analyzer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.storelens.analyzer.photo.JpegFiles;
import io.storelens.analyzer.photo.PhotoRefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way of a photo, with the JDK's decoder. */
class FaceAnalysisTest {
  private static FaceAnalysis analysis;

  @BeforeAll
  static void open() {
    analysis = FaceAnalysis.open(Optional.empty(), Optional.empty());
  }

  @AfterAll
  static void close() {
    analysis.close();
  }

  static List<String> expectedFaces() throws IOException {
    try (var stream = FaceAnalysisTest.class.getResourceAsStream("/expected/faces.txt")) {
      return new String(stream.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("expectedFaces")
  void tellsWhatAnotherImplementationTells(String line) throws Exception {
    // Given
    var words = line.split(" ", -1);
    double[] numbers = new double[words.length];
    for (int i = 1; i < words.length - 1; i++) {
      numbers[i] = Double.parseDouble(words[i]);
    }
    // When
    var faces = analysis.analyze(TestPhotos.read(words[0]));
    // Then
    assertThat(faces)
        .singleElement()
        .satisfies(
            face -> {
              double near = numbers[3] * 0.06;
              assertThat(face.box().x()).isCloseTo(numbers[1], within(near));
              assertThat(face.box().y()).isCloseTo(numbers[2], within(near));
              assertThat(face.box().width()).isCloseTo(numbers[3], within(near));
              assertThat(face.box().height()).isCloseTo(numbers[4], within(near));
              assertThat(face.eyeDistance()).isCloseTo(numbers[5], within(numbers[5] * 0.08));
              assertThat(face.gender()).isEqualTo(numbers[6] > 0.5 ? "male" : "female");
              assertThat(face.genderConfidence())
                  .isCloseTo(Math.max(numbers[6], 1 - numbers[6]), within(0.07));
              assertThat(face.age()).isCloseTo(numbers[7], within(2.5));
              assertThat(face.mood()).isEqualTo(words[8]);
              assertThat(face.sharpness()).isGreaterThan(100);
            });
  }

  @Test
  void saysWhichFacesWouldCount() throws Exception {
    assertThat(analysis.analyze(TestPhotos.oneMan()))
        .extracting(AnalyzedFace::meetsRequirements)
        .containsExactly(true);
    assertThat(analysis.analyze(TestPhotos.oneWoman()))
        .extracting(AnalyzedFace::meetsRequirements)
        .containsExactly(false);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsTheSameFaceHoweverTheCameraWasHeld(int orientation) throws Exception {
    // Given
    byte[] upright = TestPhotos.oneMan();
    var expected = analysis.analyze(upright).get(0);
    // When
    var faces = analysis.analyze(JpegFiles.turned(JpegFiles.image(upright), orientation));
    // Then
    assertThat(faces)
        .singleElement()
        .satisfies(
            face -> {
              assertThat(face.box().x()).isCloseTo(expected.box().x(), within(4.0));
              assertThat(face.box().y()).isCloseTo(expected.box().y(), within(4.0));
              assertThat(face.box().width()).isCloseTo(expected.box().width(), within(4.0));
              assertThat(face.gender()).isEqualTo(expected.gender());
              assertThat(face.age()).isCloseTo(expected.age(), within(1.5));
              assertThat(face.mood()).isEqualTo(expected.mood());
            });
  }

  @Test
  void tellsAsMuchOfAGreyPhoto() throws Exception {
    byte[] grey = JpegFiles.grey(JpegFiles.image(TestPhotos.oneMan()));
    assertThat(analysis.analyze(grey))
        .singleElement()
        .satisfies(
            face -> {
              assertThat(face.gender()).isEqualTo("male");
              assertThat(face.mood()).isEqualTo("happiness");
            });
  }

  @Test
  void findsNoFaceWhereThereIsNone() throws Exception {
    assertThat(analysis.analyze(JpegFiles.jpeg(JpegFiles.even(1, 1, 0)))).isEmpty();
    assertThat(analysis.analyze(JpegFiles.jpeg(JpegFiles.even(1920, 1080, 0x777777)))).isEmpty();
  }

  @Test
  void readsPngFiles() throws Exception {
    byte[] png = JpegFiles.png(JpegFiles.image(TestPhotos.oneWoman()));
    assertThat(analysis.analyze(png)).extracting(AnalyzedFace::gender).containsExactly("female");
  }

  @Test
  void findsEachOfManyFaces() throws Exception {
    // Given: more faces than go through the models at once
    var one = JpegFiles.image(TestPhotos.oneWoman()).getSubimage(130, 0, 200, 240);
    var many = JpegFiles.even(200 * 5, 240 * 3, 0);
    for (int i = 0; i < 15; i++) {
      many.getGraphics().drawImage(one, i % 5 * 200, i / 5 * 240, null);
    }
    // When
    var faces = analysis.analyze(JpegFiles.png(many));
    // Then
    assertThat(faces).hasSize(15);
    assertThat(faces).extracting(AnalyzedFace::gender).containsOnly("female");
    assertThat(faces).extracting(AnalyzedFace::mood).containsOnly("happiness");
  }

  @Test
  void saysWhyAFileCannotBeAnalysed() {
    assertThatExceptionOfType(PhotoRefusedException.class)
        .isThrownBy(() -> analysis.analyze("text".getBytes(UTF_8)))
        .withMessageContaining("first bytes");
    assertThatExceptionOfType(PhotoRefusedException.class)
        .isThrownBy(() -> analysis.analyze(JpegFiles.cut(TestPhotos.oneMan(), 100_000)))
        .withMessageContaining("cut off");
  }
}
