package io.storelens.crds.region;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.storelens.crds.Format;

/** A replica's disk. It outlives the pod, so photos survive its loss. */
@ValidationRule(
    value = "quantity(self.size).compareTo(quantity(oldSelf.size)) >= 0",
    message = "a volume cannot shrink",
    fieldPath = ".size")
@ValidationRule(
    value =
        "has(self.class) == has(oldSelf.class) && (!has(self.class) || self.class =="
            + " oldSelf.class)",
    message = "class is immutable: volumes cannot move to another storage class",
    fieldPath = ".class")
@JsonIgnoreProperties(ignoreUnknown = true)
public record Storage(
    @Size(max = 12)
        @Pattern("^[1-9][0-9]{0,7}(M|G|T|Mi|Gi|Ti)$")
        @Default("50Gi")
        @JsonPropertyDescription("Size of the volume, such as 50Gi. May grow. Default 50Gi.")
        String size,
    @JsonProperty("class")
        @Size(max = Format.LONG_NAME_LENGTH)
        @Pattern(Format.LONG_NAME)
        @JsonPropertyDescription(
            "Storage class of the volume. Immutable. Left out: the cluster's default.")
        String storageClass) {}
