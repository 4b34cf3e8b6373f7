package io.storelens.analyzer.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.storelens.analyzer.photo.PhotoLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSetTest {
  @Test
  void namesTheFileThatIsMissing(@TempDir Path folder) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelSet(Optional.of(folder)))
        .withMessageContaining("face_detection_yunet_2023mar_dyn.onnx");
  }

  @Test
  void namesTheFileThatIsNoModel(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("face_detection_yunet_2023mar_dyn.onnx"), "text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelSet(Optional.of(folder)))
        .withMessageContaining("face_detection_yunet_2023mar_dyn.onnx is no");
  }

  @Test
  void takesAnotherSetFromAFolderAndNamesItByItsContent(@TempDir Path folder) throws Exception {
    // Given: the built-in set, with another comment in one file
    for (String file :
        List.of(
            "face_detection_yunet_2023mar_dyn.onnx",
            "cydral_age_v1.onnx",
            "cydral_gender_v1.onnx",
            "faceapi_age_gender.onnx",
            "faceapi_expression.onnx",
            "fer_mini_xception.onnx")) {
      try (var stream = ModelSetTest.class.getResourceAsStream("/models/" + file)) {
        Files.copy(stream, folder.resolve(file));
      }
    }
    var first = name(folder);
    // Field 6 of a model is its documentation.
    Files.write(
        folder.resolve("cydral_age_v1.onnx"),
        new byte[] {0x32, 2, 'h', 'i'},
        StandardOpenOption.APPEND);
    // When
    var second = name(folder);
    // Then
    assertThat(first).matches("custom-[0-9a-f]{8}");
    assertThat(second).matches("custom-[0-9a-f]{8}").isNotEqualTo(first);
  }

  private static String name(Path folder) {
    try (var provider =
        new LocalProvider(Optional.of(folder), Optional.empty(), PhotoLimits.jpeg(50_000_000))) {
      return provider.model();
    }
  }
}
