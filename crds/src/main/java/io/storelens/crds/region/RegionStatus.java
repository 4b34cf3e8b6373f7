package io.storelens.crds.region;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What the operator sees of a region. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RegionStatus(
    @JsonPropertyDescription("metadata.generation that this status tells of.")
        Long observedGeneration,
    @JsonPropertyDescription("Host name or address that cameras upload to.") String address,
    @JsonPropertyDescription("FTP port at that address.") Integer port,
    @JsonPropertyDescription("Stores of the region.") Integer stores,
    @JsonPropertyDescription("Cameras of the region.") Integer cameras,
    @JsonPropertyDescription("FTP servers that take photos.") Integer ingestReady,
    @JsonPropertyDescription("Analyzers that work.") Integer analyzersReady,
    @JsonPropertyDescription("Analyzers needed for the customers that are expected.")
        Capacity capacity,
    @JsonPropertyDescription("At most one a type, sorted by type.") List<Condition> conditions) {}
