package io.storelens.crds.region;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;

/** Nodes that a region's pods run on. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Placement(
    @Size(max = 32) @JsonPropertyDescription("Labels that a node must have.")
        Map<String, String> nodeSelector,
    @Size(max = 32) @JsonPropertyDescription("Taints of nodes that pods tolerate.")
        List<Toleration> tolerations) {}
