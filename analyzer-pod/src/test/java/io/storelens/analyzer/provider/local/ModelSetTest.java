package io.storelens.analyzer.provider.local;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
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
}
