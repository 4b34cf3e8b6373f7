package io.storelens.report.glossary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GlossaryTest {
  private static final Path DOCUMENT = Path.of("../docs/metrics.md");

  private final Glossary glossary = new Glossary(resource("glossary.json"));

  /** Writes the document where {@code -Dmetrics.write} is set; else it has to be up to date. */
  @Test
  void theDocumentSaysWhatTheGlossarySays() throws IOException {
    var text =
        new StringBuilder(
            """
        # Metrics

        What every number of page, API and exports means. Made from `report-pod/src/main/resources/glossary.json`;
        `GET /api/v1/metrics` has the same.

        """);
    for (Metric metric : glossary.metrics()) {
      text.append("## ")
          .append(metric.title())
          .append("\n\n")
          .append(metric.meaning())
          .append("\n\n");
      text.append("- In the API: `").append(metric.id()).append("`\n");
      text.append("- Unit: ").append(metric.unit()).append('\n');
      text.append("- Formula: ").append(metric.formula()).append('\n');
      text.append("- By: ").append(String.join(", ", metric.groupedBy())).append("\n\n");
    }
    String wanted = text.toString().strip() + "\n";
    if (Boolean.getBoolean("metrics.write")) {
      Files.writeString(DOCUMENT, wanted);
    }
    assertThat(DOCUMENT).hasContent(wanted);
  }

  @Test
  void givesTheDescriptionOfTheApiItsWords() {
    var described =
        glossary.describe(
            "{\"properties\": {\"n\": {\"type\": \"integer\", \"x-metric\": \"openHours\"}}}");

    assertThat(described).contains(glossary.metric("openHours").meaning());
  }

  @Test
  void everyMetricThatTheApiNamesIsThere() {
    assertThat(glossary.describe(resource("openapi.json"))).contains("\"title\":\"Customers\"");
    assertThatThrownBy(() -> glossary.describe("{\"x-metric\": \"nothing\"}"))
        .hasMessageContaining("nothing");
  }

  private static String resource(String name) {
    try (var stream = GlossaryTest.class.getClassLoader().getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
