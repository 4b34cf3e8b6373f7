package io.storelens.report.glossary;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a number of a report means.
 *
 * @param id its name in the API
 * @param title what people call it
 * @param meaning what it says, and what it does not
 * @param unit what is counted or measured
 * @param formula what it is made of
 * @param groupedBy by what it can be split
 */
public record Metric(
    @JsonProperty String id,
    @JsonProperty String title,
    @JsonProperty String meaning,
    @JsonProperty String unit,
    @JsonProperty String formula,
    @JsonProperty List<String> groupedBy) {
  public Metric {
    groupedBy = List.copyOf(groupedBy);
  }
}
