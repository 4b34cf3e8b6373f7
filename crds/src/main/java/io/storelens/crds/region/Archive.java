package io.storelens.crds.region;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.storelens.crds.Format;

/** Where photos are kept once analysed. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Archive(
    @Required
        @Size(max = 500)
        @Pattern("^((s3|azblob)://[a-z0-9][-.a-z0-9]*|file://)(/[-_.A-Za-z0-9]+)*/?$")
        @JsonPropertyDescription(
            "Bucket or container, with a folder if wanted: s3://bucket/folder or"
                + " azblob://container/folder; or a folder of the pod, such as a mounted volume:"
                + " file:///photos.")
        String url,
    @Size(max = Format.LONG_NAME_LENGTH)
        @Pattern(Format.LONG_NAME)
        @JsonPropertyDescription(
            "Secret with the archive's address and keys. Left out: the identity of the pod.")
        String secret) {}
