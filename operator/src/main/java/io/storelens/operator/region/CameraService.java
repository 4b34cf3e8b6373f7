package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.storelens.crds.region.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What cameras reach. One Service for all FTP servers: the FTP port leads to any of them, each
 * passive port to the one that has it. Or a Service for each, which keeps cameras' addresses.
 */
final class CameraService {
  /** The port that cameras connect to. */
  static final int FTP_PORT = 21;

  private static final String CLUSTER_IP = "ClusterIP";
  private static final String NODE_PORT = "NodePort";
  private static final String EXTERNAL_DNS = "external-dns.alpha.kubernetes.io/hostname";

  private CameraService() {}

  /** The Services of a region. */
  static List<Service> of(Region region) {
    var numbers = IntStream.range(0, region.getSpec().ingest().replicas()).boxed().toList();
    if (isShared(region.getSpec().ingest().service())) {
      return List.of(
          service(
              region,
              RegionParts.ingest(region),
              Map.of(),
              RegionParts.selector(region, RegionParts.INGEST),
              numbers));
    }
    return numbers.stream()
        .map(
            number ->
                service(
                    region,
                    RegionParts.replica(region, number),
                    Map.of(RegionParts.REPLICA, number.toString()),
                    RegionParts.selector(region, number),
                    List.of(number)))
        .toList();
  }

  /** Whether {@code service} is one that cameras reach. */
  static boolean isOne(Service service) {
    return service.getSpec().getPorts().stream()
        .anyMatch(port -> IngestStatefulSet.FTP.equals(port.getName()));
  }

  private static Service service(
      Region region,
      String name,
      Map<String, String> labels,
      Map<String, String> selector,
      List<Integer> replicas) {
    var wanted = region.getSpec().ingest().service();
    var metadata = RegionParts.metadata(region, name, RegionParts.INGEST, labels);
    metadata.setAnnotations(annotations(wanted));
    var taking = new TreeMap<>(selector);
    taking.put(RegionParts.DRAINING, "false");
    return new ServiceBuilder()
        .withMetadata(metadata)
        .withNewSpec()
        .withType(type(wanted))
        .withExternalTrafficPolicy(policy(wanted))
        .withSelector(taking)
        .withPorts(ports(region, replicas, type(wanted)))
        .endSpec()
        .build();
  }

  private static Map<String, String> annotations(io.storelens.crds.region.Service wanted) {
    var annotations = new TreeMap<String, String>();
    if (wanted.annotations() != null) {
      annotations.putAll(wanted.annotations());
    }
    if (wanted.hostName() != null) {
      annotations.put(EXTERNAL_DNS, wanted.hostName());
    }
    return annotations.isEmpty() ? Collections.emptyMap() : annotations;
  }

  private static boolean isShared(io.storelens.crds.region.Service wanted) {
    return wanted.address() == io.storelens.crds.region.Service.Address.SHARED;
  }

  private static String type(io.storelens.crds.region.Service wanted) {
    return switch (wanted.type()) {
      case LOAD_BALANCER -> "LoadBalancer";
      case NODE_PORT -> NODE_PORT;
      case CLUSTER_IP -> CLUSTER_IP;
    };
  }

  /** With Local, a node with one FTP server would drop the passive ports of the others. */
  private static String policy(io.storelens.crds.region.Service wanted) {
    if (type(wanted).equals(CLUSTER_IP)) {
      return null;
    }
    return isShared(wanted) ? "Cluster" : "Local";
  }

  private static List<ServicePort> ports(Region region, List<Integer> replicas, String type) {
    var ports = new ArrayList<ServicePort>();
    ports.add(port(IngestStatefulSet.FTP, FTP_PORT));
    for (int replica : replicas) {
      var passive = IngestSettings.passivePorts(region, replica);
      for (int number = passive.first(); number <= passive.last(); number++) {
        var port = port(IngestStatefulSet.passive(number), number);
        if (type.equals(NODE_PORT)) {
          // Cameras are told this number, wherever they came in.
          port.setNodePort(number);
        }
        ports.add(port);
      }
    }
    return ports;
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
