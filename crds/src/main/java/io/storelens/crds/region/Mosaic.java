package io.storelens.crds.region;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.storelens.crds.Format;

/** Photos laid side by side in one picture. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Mosaic(
    @Min(2) @Max(36) @Default("16") @JsonPropertyDescription("Most photos in one call. Default 16.")
        Integer photos,
    @Size(max = 20)
        @Pattern(Format.DURATION)
        @Default("PT2S")
        @JsonPropertyDescription(
            "How long a photo waits for others, an ISO-8601 duration such as PT2S. Default PT2S.")
        String maxWait) {}
