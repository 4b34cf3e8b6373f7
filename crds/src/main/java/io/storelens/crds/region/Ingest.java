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
@ValidationRule(
    value =
        "(has(self.firstPassivePort) ? self.firstPassivePort : 30000) + self.replicas *"
            + " self.passivePortsPerReplica <= (self.service.type == 'NodePort' ? 32768 : 65536)",
    message =
        "the passive ports of all replicas end above 65535, or above 32767 with service.type"
            + " NodePort: lower firstPassivePort or passivePortsPerReplica",
    fieldPath = ".passivePortsPerReplica")
@ValidationRule(
    value =
        "self.service.type != 'NodePort' || !has(self.firstPassivePort) || self.firstPassivePort >="
            + " 30000",
    message = "ports of nodes begin at 30000: raise firstPassivePort, or leave it out",
    fieldPath = ".firstPassivePort")
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
    @Min(1024)
        @Max(65_000)
        @JsonPropertyDescription(
            "First passive port of the first replica; those of the others follow. Left out: 30000.")
        Integer firstPassivePort,
    @Size(max = Format.LONG_NAME_LENGTH)
        @Pattern(Format.LONG_NAME)
        @JsonPropertyDescription(
            "Secret of type kubernetes.io/tls with the FTP servers' certificate. Left out: no TLS.")
        String tlsSecret,
    @Default("optional")
        @JsonPropertyDescription(
            "Whether cameras must log in over TLS (RFC 4217) or may, where tlsSecret is set."
                + " Default optional.")
        Tls tls,
    @JsonPropertyDescription("What each FTP server gets. Left out: cpu 500m, memory 768Mi.")
        Resources resources) {
  private static final int FIRST_PASSIVE_PORT = 30_000;

  /** The first passive port of {@code replica}, counted from 0. */
  public int firstPassivePortOf(int replica) {
    int first = firstPassivePort == null ? FIRST_PASSIVE_PORT : firstPassivePort;
    return first + replica * passivePortsPerReplica;
  }
}
