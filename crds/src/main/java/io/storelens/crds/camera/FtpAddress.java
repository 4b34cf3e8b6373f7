package io.storelens.crds.camera;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Where a camera uploads to. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FtpAddress(
    @JsonPropertyDescription("Host name or address.") String host,
    @JsonPropertyDescription("Port of the control connection.") Integer port) {}
