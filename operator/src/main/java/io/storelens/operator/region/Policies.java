package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.storelens.crds.region.Provider;
import io.storelens.crds.region.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may connect to whom. Cameras reach the FTP ports of FTP servers, these the analyzers, and
 * those the database, their provider and the archive. All may look up names; metrics and health are
 * for anyone in the cluster.
 */
final class Policies {
  private static final String UDP = "UDP";
  private static final int DNS = 53;
  private static final int HTTPS = 443;

  private Policies() {}

  static NetworkPolicy ingest(Region region) {
    var cameras =
        new NetworkPolicyIngressRuleBuilder()
            .withPorts(List.of(port(IngestStatefulSet.FTP), passivePorts(region)))
            .build();
    var analyzers =
        new NetworkPolicyEgressRuleBuilder()
            .withTo(pods(region, RegionParts.ANALYZER))
            .withPorts(port(AnalyzerDeployment.HTTP))
            .build();
    return policy(
        region,
        RegionParts.ingest(region),
        RegionParts.INGEST,
        List.of(cameras, management()),
        List.of(analyzers, names()));
  }

  /**
   * @param database how the database is reached
   */
  static NetworkPolicy analyzer(Region region, DatabasePeer database) {
    var ingest =
        new NetworkPolicyIngressRuleBuilder()
            .withFrom(pods(region, RegionParts.INGEST))
            .withPorts(port(AnalyzerDeployment.HTTP))
            .build();
    var out = new ArrayList<NetworkPolicyEgressRule>();
    out.add(names());
    out.add(
        new NetworkPolicyEgressRuleBuilder()
            .withTo(database.peers())
            .withPorts(database.ports().stream().map(Policies::port).toList())
            .build());
    if (region.getSpec().analyzer().provider() != Provider.LOCAL
        || region.getSpec().archive() != null) {
      out.add(new NetworkPolicyEgressRuleBuilder().withPorts(port(HTTPS)).build());
    }
    return policy(
        region,
        RegionParts.analyzer(region),
        RegionParts.ANALYZER,
        List.of(ingest, management()),
        out);
  }

  private static NetworkPolicy policy(
      Region region,
      String name,
      String component,
      List<NetworkPolicyIngressRule> in,
      List<NetworkPolicyEgressRule> out) {
    return new NetworkPolicyBuilder()
        .withMetadata(RegionParts.metadata(region, name, component))
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(RegionParts.selector(region, component))
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .withIngress(in)
        .withEgress(out)
        .endSpec()
        .build();
  }

  private static NetworkPolicyIngressRule management() {
    return new NetworkPolicyIngressRuleBuilder().withPorts(port(PodParts.MANAGEMENT)).build();
  }

  private static NetworkPolicyEgressRule names() {
    var udp = port(DNS);
    udp.setProtocol(UDP);
    return new NetworkPolicyEgressRuleBuilder().withPorts(udp, port(DNS)).build();
  }

  private static NetworkPolicyPeer pods(Region region, String component) {
    return new NetworkPolicyPeerBuilder()
        .withNewPodSelector()
        .withMatchLabels(RegionParts.selector(region, component))
        .endPodSelector()
        .build();
  }

  private static NetworkPolicyPort passivePorts(Region region) {
    int last = region.getSpec().ingest().replicas() - 1;
    return new NetworkPolicyPortBuilder()
        .withProtocol(PodParts.TCP)
        .withPort(new IntOrString(IngestSettings.passivePorts(region, 0).first()))
        .withEndPort(IngestSettings.passivePorts(region, last).last())
        .build();
  }

  private static NetworkPolicyPort port(String name) {
    return new NetworkPolicyPortBuilder()
        .withProtocol(PodParts.TCP)
        .withPort(new IntOrString(name))
        .build();
  }

  private static NetworkPolicyPort port(int number) {
    return new NetworkPolicyPortBuilder()
        .withProtocol(PodParts.TCP)
        .withPort(new IntOrString(number))
        .build();
  }
}
