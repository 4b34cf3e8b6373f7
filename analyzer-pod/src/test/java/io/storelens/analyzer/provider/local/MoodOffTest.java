package io.storelens.analyzer.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storelens.analyzer.TestPhotos;
import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.analyzer.photo.PhotoLimits;
import io.storelens.analyzer.provider.Inspection;
import io.storelens.analyzer.provider.ProviderException;
import io.storelens.contract.config.RegionPolicy;
import io.storelens.contract.face.Mood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoodOffTest {
  private static final String ANOTHER = "cydral_gender_v1.onnx";

  /** In place of the mood models lies one that fails whoever runs it as such. */
  private static final Map<String, String> FILES =
      Map.of(
          "face_detection_yunet_2023mar_dyn.onnx",
          "face_detection_yunet_2023mar_dyn.onnx",
          "cydral_age_v1.onnx",
          "cydral_age_v1.onnx",
          ANOTHER,
          ANOTHER,
          "faceapi_age_gender.onnx",
          "faceapi_age_gender.onnx",
          "faceapi_expression.onnx",
          ANOTHER,
          "fer_mini_xception.onnx",
          ANOTHER);

  @Test
  void neverRunsTheMoodModelsWhereThePolicyForbidsIt(@TempDir Path folder) throws Exception {
    // Given
    for (var file : FILES.entrySet()) {
      copy(file.getValue(), folder.resolve(file.getKey()));
    }
    var photo = EncodedPhoto.of(TestPhotos.oneMan());
    try (var provider =
            new LocalProvider(Optional.of(folder), Optional.empty(), PhotoLimits.jpeg(50_000_000));
        var finder = provider.finder()) {
      // When
      var quiet = finder.find(photo, Inspection.ofCustomers(new RegionPolicy(200, 100, false)));
      // Then
      assertThat(quiet.faces())
          .singleElement()
          .satisfies(
              face -> {
                assertThat(face.traits().orElseThrow().mood()).isEqualTo(Mood.UNKNOWN);
                assertThat(face.traits().orElseThrow().moodConfidence()).isEmpty();
              });
      assertThatExceptionOfType(ProviderException.class)
          .isThrownBy(() -> finder.find(photo, Inspection.ofCustomers(RegionPolicy.DEFAULT)))
          .withMessageContaining("faceapi_expression.onnx");
    }
  }

  private static void copy(String model, Path file) throws IOException {
    try (var stream = MoodOffTest.class.getResourceAsStream("/models/" + model)) {
      Files.copy(stream, file);
    }
  }
}
