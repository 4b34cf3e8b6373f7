package io.storelens.crds.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What the operator sees of a store. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StoreStatus(
    @JsonPropertyDescription("metadata.generation that this status tells of.")
        Long observedGeneration,
    @JsonPropertyDescription("Cameras of the store.") Integer cameras,
    @JsonPropertyDescription("At most one a type, sorted by type.") List<Condition> conditions) {}
