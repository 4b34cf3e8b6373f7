package io.storelens.crds.region;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.storelens.crds.Format;

/** The analyzers of a region and what they ask of a face. */
@ValidationRule(
    value = "self.minReplicas <= self.maxReplicas",
    message = "minReplicas must not exceed maxReplicas",
    fieldPath = ".minReplicas")
@ValidationRule(
    value = "self.minEyeDistance < self.minFaceSize",
    message = "minEyeDistance must be below minFaceSize: both eyes lie inside the face",
    fieldPath = ".minEyeDistance")
@ValidationRule(
    value = "self.provider == 'local' || has(self.providerSecret)",
    message = "a provider that is called over the network needs its key: set providerSecret",
    fieldPath = ".providerSecret")
@ValidationRule(
    value = "self.provider != 'local' || !has(self.providerSecret)",
    message = "provider local needs no key: leave providerSecret out",
    fieldPath = ".providerSecret")
@ValidationRule(
    value = "self.provider != 'local' || !has(self.calls)",
    message = "calls is for a provider that is called over the network: leave it out",
    fieldPath = ".calls")
@ValidationRule(
    value = "self.provider != 'local' || !has(self.mosaic)",
    message = "a mosaic saves calls that are paid for; provider local has none: leave mosaic out",
    fieldPath = ".mosaic")
@JsonIgnoreProperties(ignoreUnknown = true)
public record Analyzer(
    @Default("local")
        @JsonPropertyDescription(
            "Who finds faces. local: open models in the pod, no photo leaves the region. azure:"
                + " Azure Face. facepp: Face++. Default local.")
        Provider provider,
    @Size(max = Format.LONG_NAME_LENGTH)
        @Pattern(Format.LONG_NAME)
        @JsonPropertyDescription("Secret with the provider's address and key.")
        String providerSecret,
    @Min(1) @Max(200) @Default("1") @JsonPropertyDescription("Fewest pods. Default 1.")
        Integer minReplicas,
    @Min(1)
        @Max(200)
        @Default("20")
        @JsonPropertyDescription("Most pods that load may bring. Default 20.")
        Integer maxReplicas,
    @Min(10)
        @Max(95)
        @Default("70")
        @JsonPropertyDescription(
            "Use of CPU, in percent of what is requested, that pods are added or removed for."
                + " Default 70.")
        Integer targetCpu,
    @Min(36)
        @Max(4000)
        @Default("200")
        @JsonPropertyDescription(
            "Shorter side of a face's box that makes it a customer, in pixels of the photo."
                + " Default 200.")
        Integer minFaceSize,
    @Min(10)
        @Max(2000)
        @Default("100")
        @JsonPropertyDescription(
            "Distance between the eyes that makes a face a customer, in pixels of the photo."
                + " Default 100.")
        Integer minEyeDistance,
    @JsonPropertyDescription(
            "Several photos in one call, for providers that charge by the call. Left out: one photo"
                + " a call.")
        Mosaic mosaic,
    @JsonPropertyDescription(
            "How a provider is called over the network, what it may cost, and what happens when it"
                + " fails. Left out: its defaults.")
        Calls calls,
    @JsonPropertyDescription(
            "What each analyzer gets; the local models use as many cores as it asks for. Left out:"
                + " cpu '2', memory 1Gi.")
        Resources resources) {}
