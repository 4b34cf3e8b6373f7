package io.storelens.operator.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.storelens.crds.region.Region;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private static final String REGION =
      """
      apiVersion: storelens.io/v1alpha1
      kind: Region
      metadata: {name: eu-west, namespace: retail}
      spec: {ingest: {replicas: 2, passivePortsPerReplica: 4, service: {%s}}}
      """;

  @Test
  void loadBalancerHasNoAddressUntilTheCloudGivesOne() {
    var region = region("type: LoadBalancer, address: shared");
    var services = CameraService.of(region);
    assertThat(new Addresses(region, services).host()).isEmpty();
    assertThat(new Addresses(region, services).passive(0)).isEmpty();

    var given = new Addresses(region, List.of(balanced(services.get(0), "203.0.113.7", null)));

    assertThat(given.host()).hasValue("203.0.113.7");
    assertThat(given.port()).hasValue(21);
    assertThat(given.passive(1)).hasValue("203.0.113.7");
  }

  @Test
  void hostNameIsToldOnceItLeadsSomewhere() {
    var region = region("type: LoadBalancer, address: shared, hostName: ftp.example.com");
    var services = CameraService.of(region);
    assertThat(new Addresses(region, services).host()).isEmpty();

    var given = new Addresses(region, List.of(balanced(services.get(0), null, "lb.example.net")));

    assertThat(given.host()).hasValue("ftp.example.com");
    assertThat(given.passive(0)).hasValue("ftp.example.com");
  }

  @Test
  void replicaWithAnAddressOfItsOwnAnswersWithThat() {
    var region = region("type: LoadBalancer, address: perReplica, hostName: ftp.example.com");
    var services = CameraService.of(region);
    var given =
        new Addresses(
            region,
            List.of(
                balanced(services.get(0), "203.0.113.7", null),
                balanced(services.get(1), "203.0.113.8", null)));

    assertThat(given.host()).hasValue("ftp.example.com");
    assertThat(given.passive(0)).hasValue("203.0.113.7");
    assertThat(given.passive(1)).hasValue("203.0.113.8");
  }

  @Test
  void portsOfNodesAreFoundUnderTheirName() {
    var region = region("type: NodePort, address: shared, hostName: nodes.example.com");
    var service = CameraService.of(region).get(0);
    assertThat(service.getSpec().getPorts())
        .filteredOn(port -> port.getPort() != 21)
        .allSatisfy(port -> assertThat(port.getNodePort()).isEqualTo(port.getPort()));
    service.getSpec().getPorts().get(0).setNodePort(31021);

    var given = new Addresses(region, List.of(service));

    assertThat(given.host()).hasValue("nodes.example.com");
    assertThat(given.port()).hasValue(31021);
    assertThat(given.passive(0)).hasValue("nodes.example.com");
  }

  @Test
  void addressInsideTheClusterIsTheServices() {
    var region = region("type: ClusterIP, address: shared");
    var service = CameraService.of(region).get(0);
    service.getSpec().setClusterIP("10.96.1.2");

    assertThat(new Addresses(region, List.of(service)).host()).hasValue("10.96.1.2");
  }

  private static Region region(String service) {
    return Serialization.unmarshal(REGION.formatted(service), Region.class);
  }

  private static Service balanced(Service service, String ip, String name) {
    return new ServiceBuilder(service)
        .withNewStatus()
        .withNewLoadBalancer()
        .addNewIngress()
        .withIp(ip)
        .withHostname(name)
        .endIngress()
        .endLoadBalancer()
        .endStatus()
        .build();
  }
}
