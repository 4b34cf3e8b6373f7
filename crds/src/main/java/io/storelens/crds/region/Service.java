package io.storelens.crds.region;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.storelens.crds.Format;
import java.util.Map;

/** The Kubernetes Service in front of the replicas. */
@ValidationRule(
    value = "self.address != 'perReplica' || has(self.hostName)",
    message = "addresses per replica need a host name that joins them: set hostName",
    fieldPath = ".hostName")
@ValidationRule(
    value = "self.type != 'NodePort' || has(self.hostName)",
    message = "ports of nodes have no address of their own: set hostName to a name of the nodes",
    fieldPath = ".hostName")
@ValidationRule(
    value = "self.address != 'perReplica' || self.type == 'LoadBalancer'",
    message =
        "addresses per replica come from a load balancer: set type to LoadBalancer, or"
            + " address to shared",
    fieldPath = ".address")
@JsonIgnoreProperties(ignoreUnknown = true)
public record Service(
    @Default("LoadBalancer") @JsonPropertyDescription("Type of the Service. Default LoadBalancer.")
        Type type,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Annotations of the Service, such as a cloud's load balancer asks.")
        Map<String, String> annotations,
    @Default("shared")
        @JsonPropertyDescription(
            "shared: one address for all replicas; pods see addresses of nodes. perReplica: an"
                + " address each; pods see addresses of cameras. Default shared.")
        Address address,
    @Size(max = Format.LONG_NAME_LENGTH)
        @Pattern(Format.LONG_NAME)
        @JsonPropertyDescription(
            "Host name that cameras upload to; put on the Service for external-dns. Left out: the"
                + " Service's address.")
        String hostName) {

  /** Types of Service that a camera can reach. */
  public enum Type {
    /** An address from the cloud, or from MetalLB and its like. */
    @JsonProperty("LoadBalancer")
    LOAD_BALANCER,
    /** A port on every node. */
    @JsonProperty("NodePort")
    NODE_PORT,
    /** An address inside the cluster, for tests and for cameras that are in its network. */
    @JsonProperty("ClusterIP")
    CLUSTER_IP
  }

  /** How many addresses a region has. */
  public enum Address {
    /** One for all replicas, {@code externalTrafficPolicy: Cluster}. */
    @JsonProperty("shared")
    SHARED,
    /** One for each replica, {@code externalTrafficPolicy: Local}. */
    @JsonProperty("perReplica")
    PER_REPLICA
  }
}
