package io.storelens.crds.region;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How many analyzers a region has at least, ahead of its stores' hours. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Capacity(
    @JsonPropertyDescription("Fewest analyzers now.") Integer minReplicas,
    @JsonPropertyDescription("Why as many.") String reason,
    @JsonPropertyDescription("When that changes, in UTC; left out if not within eight days.")
        String nextChange,
    @JsonPropertyDescription("Fewest analyzers from then on.") Integer nextMinReplicas) {}
