package io.storelens.crds.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** A place on Earth (WGS 84). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Coordinates(
    @Required @Min(-90) @Max(90) @JsonPropertyDescription("Degrees north, -90 to 90.")
        Double latitude,
    @Required @Min(-180) @Max(180) @JsonPropertyDescription("Degrees east, -180 to 180.")
        Double longitude) {}
