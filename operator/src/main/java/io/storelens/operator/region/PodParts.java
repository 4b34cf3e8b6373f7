package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.storelens.crds.region.Placement;
import io.storelens.crds.region.Region;
import io.storelens.crds.region.Resources;
import io.storelens.operator.PodImages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What all pods of a region have in common: restricted, spread over nodes, watched, no token. */
final class PodParts {
  /** The port of health and metrics, and its name. */
  static final int MANAGEMENT_PORT = 9090;

  static final String MANAGEMENT = "management";

  /** Explicit wherever the API server would fill it in: what is ours must look as we wrote it. */
  static final String TCP = "TCP";

  private static final long USER = 65532;
  private static final String TMP = "tmp";

  /** Seconds in which everybody hears that a pod is going, before it begins to. */
  private static final long FAREWELL_SECONDS = 5;

  private PodParts() {}

  /** A pod without containers. */
  static PodSpecBuilder pod(Region region, PodImages images, String component, String account) {
    var placement = Optional.ofNullable(region.getSpec().placement());
    return new PodSpecBuilder()
        .withServiceAccountName(account)
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withImagePullSecrets(images.pullSecrets().stream().map(LocalObjectReference::new).toList())
        .withNodeSelector(placement.map(Placement::nodeSelector).orElse(null))
        .withTolerations(placement.map(Placement::tolerations).orElse(null))
        .withTopologySpreadConstraints(spread(RegionParts.selector(region, component)))
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .withFsGroup(USER)
        .withFsGroupChangePolicy("OnRootMismatch")
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext();
  }

  /** A container with probes, and nothing writable but {@code /tmp}. */
  static ContainerBuilder container(String name, String image, PodImages images) {
    return new ContainerBuilder()
        .withName(name)
        .withImage(image)
        .withImagePullPolicy(images.pullPolicy())
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .withStartupProbe(probe("/health/live", 2, 1, 60))
        .withLivenessProbe(probe("/health/live", 10, 5, 3))
        .withReadinessProbe(probe("/health/ready", 5, 5, 3))
        .withNewLifecycle()
        .withNewPreStop()
        .withNewSleep(FAREWELL_SECONDS)
        .endPreStop()
        .endLifecycle();
  }

  private static Probe probe(String path, int period, int timeout, int failures) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(path)
        .withPort(new IntOrString(MANAGEMENT))
        .withScheme("HTTP")
        .endHttpGet()
        .withPeriodSeconds(period)
        .withTimeoutSeconds(timeout)
        .withFailureThreshold(failures)
        .build();
  }

  private static List<TopologySpreadConstraint> spread(Map<String, String> selector) {
    return Stream.of("topology.kubernetes.io/zone", "kubernetes.io/hostname")
        .map(
            key ->
                new TopologySpreadConstraintBuilder()
                    .withMaxSkew(1)
                    .withTopologyKey(key)
                    .withWhenUnsatisfiable("ScheduleAnyway")
                    .withNewLabelSelector()
                    .withMatchLabels(selector)
                    .endLabelSelector()
                    .build())
        .toList();
  }

  /** What a pod gets of its node; memory is also its limit. */
  static ResourceRequirements resources(Resources wanted, String cpu, String memory) {
    var given = Optional.ofNullable(wanted);
    var most = new Quantity(given.map(Resources::memory).orElse(memory));
    var requests = new TreeMap<String, Quantity>();
    requests.put("cpu", new Quantity(given.map(Resources::cpu).orElse(cpu)));
    requests.put("memory", most);
    return new ResourceRequirementsBuilder()
        .withRequests(requests)
        .withLimits(Map.of("memory", most))
        .build();
  }

  static List<EnvVar> env(Map<String, String> values) {
    return values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                new EnvVarBuilder().withName(entry.getKey()).withValue(entry.getValue()).build())
        .toList();
  }

  /** Variables out of a Secret, each where its key is there. */
  static List<EnvVar> env(String secret, Map<String, String> keyByVariable) {
    return keyByVariable.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                new EnvVarBuilder()
                    .withName(entry.getKey())
                    .withNewValueFrom()
                    .withNewSecretKeyRef(entry.getValue(), secret, true)
                    .endValueFrom()
                    .build())
        .toList();
  }

  static ContainerPort port(String name, int number) {
    return new ContainerPortBuilder()
        .withName(name)
        .withContainerPort(number)
        .withProtocol(TCP)
        .build();
  }

  static VolumeMount mount(String name, String path, boolean readOnly) {
    return new VolumeMountBuilder()
        .withName(name)
        .withMountPath(path)
        .withReadOnly(readOnly ? true : null)
        .build();
  }

  static VolumeMount tmpMount() {
    return mount(TMP, "/tmp", false);
  }

  static Volume tmp() {
    return new VolumeBuilder().withName(TMP).withNewEmptyDir().endEmptyDir().build();
  }
}
