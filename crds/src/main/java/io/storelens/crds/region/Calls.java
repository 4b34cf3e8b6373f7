package io.storelens.crds.region;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** How a provider is called over the network. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Calls(
    @Default("false")
        @JsonPropertyDescription(
            "Whether the local models take a photo when the provider fails. Default false: the"
                + " photo waits on the ingest's disk.")
        Boolean localWhenFailing,
    @Default("false")
        @JsonPropertyDescription(
            "Whether the local models tell what the provider can't, on the faces it found. Azure"
                + " tells new customers no gender, age or mood. Default false.")
        Boolean localTraits,
    @Min(1)
        @Max(1000)
        @JsonPropertyDescription(
            "Most calls a second and account. Left out: 10 for azure, 1 for facepp.")
        Integer perSecond,
    @Size(max = 16)
        @Pattern("^[0-9]{1,9}([.][0-9]{1,6})?$")
        @JsonPropertyDescription(
            "Price of a thousand calls, such as '0.60'. Left out: '1' for azure, '0' for facepp.")
        String price,
    @JsonPropertyDescription("What the provider may cost. Left out: any sum.") Budget budget) {}
