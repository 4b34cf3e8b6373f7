package io.storelens.analyzer.provider.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TinyWeightsTest {
  @Test
  void clearsTheWeightsOfFiltersThatSleepAndNoOthers() throws IOException {
    // Given
    byte[] model = read("cydral_age_v1.onnx");
    byte[] before = model.clone();
    // When
    int cleared = TinyWeights.clear(model);
    // Then: as counted with the onnx package for Python
    assertThat(cleared).isEqualTo(2646 + 10373);
    assertThat(TinyWeights.clear(model)).isZero();
    assertThat(changedBytes(before, model)).isLessThanOrEqualTo(4 * cleared);
  }

  @Test
  void leavesAModelWithoutTinyWeightsAsItIs() throws IOException {
    // Given
    byte[] model = read("face_detection_yunet_2023mar_dyn.onnx");
    byte[] before = model.clone();
    // When
    int cleared = TinyWeights.clear(model);
    // Then
    assertThat(cleared).isZero();
    assertThat(model).isEqualTo(before);
  }

  @Test
  void saysThatAFileIsNoModel() throws IOException {
    byte[] cutOff = Arrays.copyOf(read("fer_mini_xception.onnx"), 5000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TinyWeights.clear("this is no model".getBytes(UTF_8)));
    assertThatIllegalArgumentException().isThrownBy(() -> TinyWeights.clear(cutOff));
  }

  private static int changedBytes(byte[] before, byte[] after) {
    int changed = 0;
    for (int i = 0; i < before.length; i++) {
      changed += before[i] == after[i] ? 0 : 1;
    }
    return changed;
  }

  private static byte[] read(String model) throws IOException {
    try (var stream = TinyWeightsTest.class.getResourceAsStream("/models/" + model)) {
      return stream.readAllBytes();
    }
  }
}
