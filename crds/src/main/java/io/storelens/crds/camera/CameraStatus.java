package io.storelens.crds.camera;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What the operator sees of a camera. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CameraStatus(
    @JsonPropertyDescription("metadata.generation that this status tells of.")
        Long observedGeneration,
    @JsonPropertyDescription("Region of its store.") String region,
    @JsonPropertyDescription("Where it uploads to, by FTP.") FtpAddress address,
    @JsonPropertyDescription("Secret with the user name and password it logs in with.")
        String credentialsSecret,
    @JsonPropertyDescription(
            "Value of the annotation storelens.io/rotate-password that was answered last.")
        String passwordRotation,
    @JsonPropertyDescription(
            "When its last photo arrived, an ISO-8601 instant; up to an hour behind.")
        String lastPhoto,
    @JsonPropertyDescription("At most one a type, sorted by type.") List<Condition> conditions) {}
