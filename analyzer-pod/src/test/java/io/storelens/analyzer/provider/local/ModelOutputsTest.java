package io.storelens.analyzer.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The models as they are loaded here give what ONNX Runtime for Python gives for the files as they
 * are: see {@code expected/model_outputs.py}.
 */
class ModelOutputsTest {
  private static ModelSet models;

  @BeforeAll
  static void load() {
    models = new ModelSet(Optional.empty());
  }

  @AfterAll
  static void close() {
    models.close();
  }

  @Test
  void detectorGivesWhatItGivesElsewhere() throws Exception {
    // Given
    var expected = expected("face_detection_yunet_2023mar_dyn");
    var input = new Tensor("input", 1, 3, 32, 64);
    fill(input, 0, 255);
    var outputs = new LinkedHashMap<String, Tensor>();
    var pinned = new HashMap<String, OnnxTensor>();
    expected.forEach((name, values) -> outputs.put(name, tensor(name, values.length)));
    for (Tensor output : outputs.values()) {
      int values = Integer.parseInt(output.name().substring(output.name().indexOf('_') + 1));
      int cells = (32 / values) * (64 / values);
      pinned.put(
          output.name(), output.shaped(1, cells, expected.get(output.name()).length / cells));
    }
    // When
    try (var in = input.shaped(1, 3, 32, 64)) {
      models.detector.run(Map.of("input", in), pinned);
    } finally {
      pinned.values().forEach(OnnxTensor::close);
    }
    // Then
    outputs.values().forEach(output -> assertGives(output, expected.get(output.name())));
  }

  @Test
  void chipModelsGiveWhatTheyGiveElsewhere() {
    assertGives(models.cydralAge, "cydral_age_v1", new Tensor("images", 2, 3, 64, 64), -0.5, 0.5);
    assertGives(
        models.cydralGender, "cydral_gender_v1", new Tensor("images", 2, 3, 32, 32), -0.5, 0.5);
  }

  @Test
  void boxModelsGiveWhatTheyGiveElsewhere() {
    assertGives(
        models.faceApiAgeGender, "faceapi_age_gender", new Tensor("input", 2, 3, 112, 112), 0, 255);
    assertGives(
        models.faceApiExpression,
        "faceapi_expression",
        new Tensor("input", 2, 3, 112, 112),
        0,
        255);
    assertGives(
        models.ferExpression, "fer_mini_xception", new Tensor("input", 2, 64, 64, 1), -1, 1);
  }

  private static void assertGives(Model model, String name, Tensor input, double low, double high) {
    fill(input, low, high);
    var expected = expected(name);
    var outputs = new ArrayList<Tensor>();
    expected.forEach((output, values) -> outputs.add(new Tensor(output, 2, values.length / 2)));
    model.run(2, input, outputs);
    outputs.forEach(output -> assertGives(output, expected.get(output.name())));
  }

  private static void assertGives(Tensor output, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) output.values().get(i))
          .as("%s[%d]", output.name(), i)
          .isCloseTo(expected[i], within(1e-4 + Math.abs(expected[i]) * 1e-3));
    }
  }

  private static Tensor tensor(String name, int size) {
    return new Tensor(name, 1, size);
  }

  private static void fill(Tensor input, double low, double high) {
    for (int i = 0; i < input.values().capacity(); i++) {
      double part = (i * 40503L + 12345) % 65536 / 65536.0;
      input.values().put(i, (float) (low + part * (high - low)));
    }
  }

  private static Map<String, double[]> expected(String model) {
    try (var stream = ModelOutputsTest.class.getResourceAsStream("/expected/" + model + ".txt")) {
      var outputs = new LinkedHashMap<String, double[]>();
      for (String line :
          new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        var words = List.of(line.split(" ", -1));
        outputs.put(
            words.get(0), words.stream().skip(1).mapToDouble(Double::parseDouble).toArray());
      }
      return outputs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
