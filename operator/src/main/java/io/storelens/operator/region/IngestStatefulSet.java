package io.storelens.operator.region;

import static io.storelens.operator.region.PodParts.MANAGEMENT;
import static io.storelens.operator.region.PodParts.MANAGEMENT_PORT;
import static io.storelens.operator.region.PodParts.mount;
import static io.storelens.operator.region.PodParts.port;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.storelens.contract.directory.DirectoryShard;
import io.storelens.crds.region.Region;
import io.storelens.operator.Labels;
import io.storelens.operator.PodImages;
import io.storelens.operator.directory.ShardSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * One FTP server: a StatefulSet of one pod, whose passive ports have names that no other pod of the
 * region has. So a Service's port can lead to this pod alone.
 */
final class IngestStatefulSet {
  /** Name of the port for control connections. */
  static final String FTP = "ftp";

  private static final String CAMERAS = "cameras";
  private static final String SPOOL = "spool";
  private static final String TLS = "tls";
  private static final int READABLE = 0440;

  /** Uploads that run get this long to end. */
  private static final long GRACE_SECONDS = 60;

  private IngestStatefulSet() {}

  /**
   * @param passiveAddress what {@code PASV} answers with; empty while it is not known
   * @param draining whether it only hands over what it has
   */
  static StatefulSet of(
      Region region,
      PodImages images,
      int replica,
      Optional<String> passiveAddress,
      boolean draining) {
    Optional<String> certificate =
        draining ? Optional.empty() : Optional.ofNullable(region.getSpec().ingest().tlsSecret());
    var number = Map.of(RegionParts.REPLICA, Integer.toString(replica));
    var container =
        PodParts.container(RegionParts.INGEST, images.ingest(), images)
            .withEnv(
                PodParts.env(IngestSettings.of(region, replica, passiveAddress, draining).toEnv()))
            .withPorts(ports(region, replica))
            .withResources(
                PodParts.resources(region.getSpec().ingest().resources(), "500m", "768Mi"))
            .withVolumeMounts(mounts(certificate))
            .build();
    return new StatefulSetBuilder()
        .withMetadata(
            RegionParts.metadata(
                region, RegionParts.replica(region, replica), RegionParts.INGEST, number))
        .withNewSpec()
        .withReplicas(1)
        .withServiceName(RegionParts.ingestPods(region))
        // In order, a pod that is not ready would never be replaced by one that may become so.
        .withPodManagementPolicy("Parallel")
        .withNewSelector()
        .withMatchLabels(RegionParts.selector(region, replica))
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(podLabels(region, replica, draining))
        .endMetadata()
        .withSpec(
            PodParts.pod(region, images, RegionParts.INGEST, RegionParts.ingest(region))
                .withContainers(container)
                .withVolumes(volumes(region, replica, certificate))
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .build())
        .endTemplate()
        .endSpec()
        .build();
  }

  /** The name that a passive port has in its pod, and in the Service. */
  static String passive(int port) {
    return "p" + port;
  }

  private static Map<String, String> podLabels(Region region, int replica, boolean draining) {
    var labels = new TreeMap<>(RegionParts.selector(region, replica));
    labels.put(Labels.PART_OF, Labels.STORELENS);
    labels.put(RegionParts.DRAINING, Boolean.toString(draining));
    return labels;
  }

  private static List<ContainerPort> ports(Region region, int replica) {
    var ports = new ArrayList<ContainerPort>();
    ports.add(port(FTP, IngestSettings.FTP_PORT));
    ports.add(port(MANAGEMENT, MANAGEMENT_PORT));
    var passive = IngestSettings.passivePorts(region, replica);
    for (int number = passive.first(); number <= passive.last(); number++) {
      ports.add(port(passive(number), number));
    }
    return ports;
  }

  private static List<VolumeMount> mounts(Optional<String> certificate) {
    var mounts = new ArrayList<VolumeMount>();
    mounts.add(PodParts.tmpMount());
    mounts.add(mount(SPOOL, IngestSettings.SPOOL, false));
    mounts.add(mount(CAMERAS, IngestSettings.CAMERAS, true));
    certificate.ifPresent(secret -> mounts.add(mount(TLS, IngestSettings.TLS, true)));
    return mounts;
  }

  private static List<Volume> volumes(Region region, int replica, Optional<String> certificate) {
    var volumes = new ArrayList<Volume>();
    volumes.add(PodParts.tmp());
    volumes.add(
        new VolumeBuilder()
            .withName(SPOOL)
            .withNewPersistentVolumeClaim(RegionParts.replica(region, replica), null)
            .build());
    volumes.add(
        new VolumeBuilder()
            .withName(CAMERAS)
            .withNewProjected()
            .withDefaultMode(READABLE)
            .withSources(shards(region))
            .endProjected()
            .build());
    certificate.ifPresent(
        secret ->
            volumes.add(
                new VolumeBuilder()
                    .withName(TLS)
                    .withNewSecret()
                    .withSecretName(secret)
                    .withDefaultMode(READABLE)
                    .endSecret()
                    .build()));
    return volumes;
  }

  /**
   * All shards of the camera directory in one folder; a new one appears in it without a restart.
   */
  private static List<VolumeProjection> shards(Region region) {
    return IntStream.range(0, DirectoryShard.COUNT)
        .mapToObj(
            number ->
                new VolumeProjectionBuilder()
                    .withNewSecret()
                    .withName(ShardSecret.name(region.getMetadata().getName(), number))
                    .withOptional(true)
                    .endSecret()
                    .build())
        .toList();
  }
}
