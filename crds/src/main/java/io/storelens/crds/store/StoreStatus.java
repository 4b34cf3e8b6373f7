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
    @JsonPropertyDescription("Whether it is open now, by its working hours.") Boolean open,
    @JsonPropertyDescription(
            "When it opens or closes next, an ISO-8601 instant; left out where it never will.")
        String nextChange,
    @JsonPropertyDescription("Cameras of the store.") Integer cameras,
    @JsonPropertyDescription("Cameras of the store that are Ready.") Integer camerasReady,
    @JsonPropertyDescription(
            "When its last photo arrived, an ISO-8601 instant; up to ten minutes behind.")
        String lastPhoto,
    @JsonPropertyDescription("Photos analysed of its local day; up to ten minutes behind.")
        Long photosToday,
    @JsonPropertyDescription("At most one a type, sorted by type.") List<Condition> conditions) {}
