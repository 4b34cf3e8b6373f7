package io.storelens.crds.region;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;

/** What is wanted of a region. All of it has defaults: {@code spec: {}} is a good region. */
@ValidationRule(
    value = "has(self.archive) || self.privacy.photoRetention == 'P0D'",
    message = "keeping photos needs a place: set archive.url, or leave photoRetention at P0D",
    fieldPath = ".privacy.photoRetention")
@ValidationRule(
    value = "!has(self.archive) || self.privacy.photoRetention != 'P0D'",
    message = "an archive needs an expiry: set privacy.photoRetention, such as P30D",
    fieldPath = ".archive")
@JsonIgnoreProperties(ignoreUnknown = true)
public record RegionSpec(
    @Default("{}") @JsonPropertyDescription("Where cameras upload.") Ingest ingest,
    @Default("{}") @JsonPropertyDescription("What finds the customers in photos.")
        Analyzer analyzer,
    @Default("{}") @JsonPropertyDescription("What may be told of customers, and kept.")
        Privacy privacy,
    @JsonPropertyDescription(
            "Where photos are kept for privacy.photoRetention. Left out: photos are deleted as soon"
                + " as their rows are committed.")
        Archive archive,
    @JsonPropertyDescription("Nodes that the region's pods run on. Left out: any.")
        Placement placement) {}
