package io.storelens.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Someone tries the models on photos of their own, without a server. */
class AnalyzeCommandE2E {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void printsOneLineOfJsonForEachFile() throws IOException {
    var lines = analyze(0, Portrait.MAN.path().toString(), Portrait.WOMAN.path().toString());

    assertThat(lines).hasSize(2);
    var man = lines.get(0).required("faces").required(0);
    assertThat(lines.get(0).required("file").textValue()).endsWith("president-obama.jpg");
    assertThat(man.required("gender").textValue()).isEqualTo("male");
    assertThat(man.required("meetsRequirements").booleanValue()).isTrue();
    assertThat(man.required("box").required("width").doubleValue()).isBetween(200.0, 300.0);
    assertThat(man.required("eyeDistance").doubleValue()).isBetween(100.0, 150.0);

    // Too small to be a customer, and told all the same.
    var woman = lines.get(1).required("faces").required(0);
    assertThat(woman.required("gender").textValue()).isEqualTo("female");
    assertThat(woman.required("mood").textValue()).isEqualTo("happiness");
    assertThat(woman.required("meetsRequirements").booleanValue()).isFalse();
    for (String figure : List.of("genderConfidence", "age", "moodConfidence", "sharpness")) {
      assertThat(woman.required(figure).isNumber()).as(figure).isTrue();
    }
    assertThat(woman.required("ageBand").textValue()).isIn("16-24", "25-34", "35-44");
  }

  @Test
  void saysWhyAFileCannotBeAnalysedAndGoesOn() throws IOException {
    var lines = analyze(1, "no-such-photo.jpg", Portrait.MAN.path().toString());

    assertThat(lines.get(0).required("error").textValue()).isEqualTo("there is no such file");
    assertThat(lines.get(1).required("faces")).hasSize(1);
  }

  private static List<JsonNode> analyze(int status, String... files) throws IOException {
    var command = new ArrayList<>(List.of(StorelensProcess.command(), "analyze"));
    command.addAll(List.of(files));
    var analyze = ChildProcess.run(command);
    assertThat(analyze.status()).as(analyze.output()).isEqualTo(status);
    var lines = new ArrayList<JsonNode>();
    for (String line : analyze.output().lines().filter(text -> text.startsWith("{")).toList()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }
}
