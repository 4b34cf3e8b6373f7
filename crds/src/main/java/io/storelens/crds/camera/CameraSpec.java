package io.storelens.crds.camera;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.storelens.crds.Format;

/** What is wanted of a camera. */
@ValidationRule(
    value = "self.store == oldSelf.store",
    message = "store is immutable: delete the camera and create it anew",
    fieldPath = ".store")
@JsonIgnoreProperties(ignoreUnknown = true)
public record CameraSpec(
    @Required
        @Size(max = Format.NAME_LENGTH)
        @Pattern(Format.NAME)
        @JsonPropertyDescription("Store it stands in. Immutable.")
        String store,
    @Size(min = 1, max = 100)
        @JsonPropertyDescription(
            "Where in the store it stands, such as Checkout 1. Left out: the resource's name.")
        String position,
    @Size(max = Format.LONG_NAME_LENGTH)
        @Pattern(Format.LONG_NAME)
        @JsonPropertyDescription(
            "Secret with username and password that it logs in with; without username, the camera's"
                + " name. Left out: a password is generated.")
        String credentialsSecret,
    @Default("{\"login\": {}}")
        @JsonPropertyDescription(
            "How its photos are told from those of others: exactly one way. Default login.")
        Identification identifiedBy,
    @Default("{}") @JsonPropertyDescription("How the time of its photos is found.")
        CaptureTime captureTime,
    @JsonPropertyDescription("What it can do, as its data sheet says; checked and reported.")
        Capabilities capabilities,
    @Default("false")
        @JsonPropertyDescription("Whether its photos are refused for now. Default false.")
        Boolean paused) {}
