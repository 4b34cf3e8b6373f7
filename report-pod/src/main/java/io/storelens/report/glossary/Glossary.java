package io.storelens.report.glossary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every number means: the one place from which page, API, exports and docs have their words.
 */
public final class Glossary {
  /** What every report has to say of customers. */
  public static final String NOTICE =
      "Customers are sessions, not unique people. Gender, age and mood are estimates of a model.";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String REFERENCE = "x-metric";

  private final Map<String, Metric> metrics = new LinkedHashMap<>();

  /**
   * Reads {@code glossary.json}.
   *
   * @throws IllegalStateException if it is not a list of metrics, or names one twice
   */
  public Glossary(String json) {
    try {
      for (Metric metric : Arrays.asList(MAPPER.readValue(json, Metric[].class))) {
        if (metrics.put(metric.id(), metric) != null) {
          throw new IllegalStateException("glossary.json has " + metric.id() + " twice");
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("glossary.json cannot be read", e);
    }
  }

  /** Every metric, the important ones first. */
  public List<Metric> metrics() {
    return List.copyOf(metrics.values());
  }

  /**
   * The metric of this id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Metric metric(String id) {
    var metric = metrics.get(id);
    if (metric == null) {
      throw new IllegalArgumentException("there is no metric " + id);
    }
    return metric;
  }

  /** The OpenAPI document with the meaning of every property that names its metric. */
  public String describe(String openApi) {
    try {
      var document = MAPPER.readTree(openApi);
      describe(document);
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("openapi.json cannot be read", e);
    }
  }

  private void describe(JsonNode node) {
    if (node instanceof ObjectNode object && object.path(REFERENCE).isTextual()) {
      var metric = metric(object.path(REFERENCE).textValue());
      object.put("title", metric.title());
      object.put("description", metric.meaning() + " Unit: " + metric.unit() + ".");
    }
    node.forEach(this::describe);
  }
}
