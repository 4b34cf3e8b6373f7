package io.storelens.crds.camera;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** What a camera can do, as its data sheet says. Left out: not known. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Capabilities(
    @Size(max = 11)
        @Pattern("^[1-9][0-9]{2,4}x[1-9][0-9]{2,4}$")
        @JsonPropertyDescription("Pixels of its photos, width x height, such as 1920x1080.")
        String resolution,
    @JsonPropertyDescription("Whether it uploads by FTP.") Boolean ftp,
    @JsonPropertyDescription("Whether it can take photos by a schedule.") Boolean schedule,
    @Size(min = 1, max = 50)
        @JsonPropertyDescription(
            "What makes it take a photo, such as PIR, motion, face or checkout. Left out: nothing"
                + " but a schedule.")
        String trigger,
    @JsonPropertyDescription("Whether its pictures can be seen over the maker's service (P2P).")
        Boolean p2p) {}
