package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.Service;
import io.storelens.crds.region.Region;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where cameras find the FTP servers of one region. */
final class Addresses {
  private static final String NO_ADDRESS = "None";

  private final Region region;
  private final List<Service> services;

  /**
   * @param services the region's Services that cameras reach, as they are
   */
  Addresses(Region region, List<Service> services) {
    this.region = region;
    this.services = List.copyOf(services);
  }

  /** The region's host name or address; empty until cameras can reach it. */
  Optional<String> host() {
    var wanted = region.getSpec().ingest().service();
    if (isPortOfNodes()) {
      return Optional.ofNullable(wanted.hostName()).filter(name -> !services.isEmpty());
    }
    // A name is of use once it leads somewhere.
    return services.stream()
        .flatMap(service -> address(service).stream())
        .findFirst()
        .map(address -> wanted.hostName() == null ? address : wanted.hostName());
  }

  /** The FTP port at that address; empty until it is known. */
  Optional<Integer> port() {
    if (!isPortOfNodes()) {
      return Optional.of(CameraService.FTP_PORT);
    }
    return services.stream()
        .flatMap(service -> service.getSpec().getPorts().stream())
        .filter(port -> IngestStatefulSet.FTP.equals(port.getName()))
        .flatMap(port -> Stream.ofNullable(port.getNodePort()))
        .findFirst();
  }

  /** What {@code PASV} of a replica answers with. The region's name may lead to another replica. */
  Optional<String> passive(int replica) {
    var wanted = region.getSpec().ingest().service();
    if (wanted.address() == io.storelens.crds.region.Service.Address.SHARED) {
      return Optional.ofNullable(wanted.hostName()).or(this::host);
    }
    var name = RegionParts.replica(region, replica);
    return services.stream()
        .filter(service -> service.getMetadata().getName().equals(name))
        .findFirst()
        .flatMap(Addresses::address);
  }

  private boolean isPortOfNodes() {
    return region.getSpec().ingest().service().type()
        == io.storelens.crds.region.Service.Type.NODE_PORT;
  }

  private static Optional<String> address(Service service) {
    if ("ClusterIP".equals(service.getSpec().getType())) {
      return Optional.ofNullable(service.getSpec().getClusterIP())
          .filter(address -> !address.isEmpty() && !address.equals(NO_ADDRESS));
    }
    return Optional.ofNullable(service.getStatus()).map(status -> status.getLoadBalancer()).stream()
        .flatMap(balancer -> balancer.getIngress().stream())
        .map(entry -> entry.getIp() != null ? entry.getIp() : entry.getHostname())
        .filter(address -> address != null && !address.isEmpty())
        .findFirst();
  }
}
