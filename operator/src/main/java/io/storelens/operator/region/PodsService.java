package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.storelens.crds.region.Region;
import java.util.List;

/** Names without an address of their own: each resolves to the addresses of pods. */
final class PodsService {
  private static final String NO_ADDRESS = "None";

  private PodsService() {}

  /** The FTP servers' pods, ready or not, for metrics. */
  static Service ingest(Region region) {
    return headless(
        region,
        RegionParts.ingestPods(region),
        RegionParts.INGEST,
        true,
        List.of(port(PodParts.MANAGEMENT, PodParts.MANAGEMENT_PORT)));
  }

  /** The analyzers that are ready: where FTP servers hand photos over. */
  static Service analyzer(Region region) {
    return headless(
        region,
        RegionParts.analyzer(region),
        RegionParts.ANALYZER,
        false,
        List.of(
            port(AnalyzerDeployment.HTTP, AnalyzerDeployment.HTTP_PORT),
            port(PodParts.MANAGEMENT, PodParts.MANAGEMENT_PORT)));
  }

  private static Service headless(
      Region region, String name, String component, boolean all, List<ServicePort> ports) {
    return new ServiceBuilder()
        .withMetadata(RegionParts.metadata(region, name, component))
        .withNewSpec()
        .withClusterIP(NO_ADDRESS)
        .withPublishNotReadyAddresses(all ? true : null)
        .withSelector(RegionParts.selector(region, component))
        .withPorts(ports)
        .endSpec()
        .build();
  }

  private static ServicePort port(String name, int number) {
    return new ServicePortBuilder()
        .withName(name)
        .withPort(number)
        .withProtocol(PodParts.TCP)
        .withTargetPort(new IntOrString(name))
        .build();
  }
}
