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

/** The FTP servers of a region. */
@ValidationRule(
    value = "self.tls != 'required' || has(self.tlsSecret)",
    message = "TLS needs a certificate: set tlsSecret",
    fieldPath = ".tlsSecret")
@JsonIgnoreProperties(ignoreUnknown = true)
public record Ingest(
    @Min(1) @Max(10) @Default("2") @JsonPropertyDescription("FTP servers that run. Default 2.")
        Integer replicas,
    @Default("{}") @JsonPropertyDescription("Disk of each replica for photos not yet analysed.")
        Storage storage,
    @Default("{}") @JsonPropertyDescription("How cameras reach the replicas.") Service service,
    @Min(4)
        @Max(128)
        @Default("32")
        @JsonPropertyDescription(
            "Ports of each replica for data connections; as many uploads can run at once."
                + " Default 32.")
        Integer passivePortsPerReplica,
    @Size(max = Format.LONG_NAME_LENGTH)
        @Pattern(Format.LONG_NAME)
        @JsonPropertyDescription(
            "Secret of type kubernetes.io/tls with the FTP servers' certificate. Left out: no TLS.")
        String tlsSecret,
    @Default("optional")
        @JsonPropertyDescription(
            "Whether cameras must log in over TLS (RFC 4217) or may, where tlsSecret is set."
                + " Default optional.")
        Tls tls) {}
