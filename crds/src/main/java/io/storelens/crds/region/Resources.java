package io.storelens.crds.region;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** What a pod gets of its node. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Resources(
    @Size(max = 8)
        @Pattern("^([1-9][0-9]{0,5}m|[1-9][0-9]{0,2}([.][0-9]{1,3})?|0[.][0-9]{1,3})$")
        @JsonPropertyDescription("Cores that a pod asks for, such as '2' or 500m.")
        String cpu,
    @Size(max = 8)
        @Pattern("^[1-9][0-9]{0,5}(Mi|Gi)$")
        @JsonPropertyDescription("Memory that a pod asks for and may not exceed, such as 1Gi.")
        String memory) {}
