package io.storelens.operator.region;

import static io.storelens.operator.region.PodParts.MANAGEMENT;
import static io.storelens.operator.region.PodParts.MANAGEMENT_PORT;
import static io.storelens.operator.region.PodParts.port;

import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.storelens.crds.region.Archive;
import io.storelens.crds.region.Region;
import io.storelens.crds.region.Resources;
import io.storelens.operator.Labels;
import io.storelens.operator.PodImages;
import io.storelens.operator.analyzer.ArchiveSettings;
import io.storelens.operator.analyzer.PolicySettings;
import io.storelens.operator.analyzer.ProviderSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The analyzers of a region. How many there are is left to the autoscaler. */
final class AnalyzerDeployment {
  /** Name and number of the port where photos are taken. */
  static final String HTTP = "http";

  static final int HTTP_PORT = 8080;

  private static final String CPU = "2";
  private static final String MEMORY = "1Gi";
  private static final String SECRETS = "storelens.io/secrets";
  private static final long GRACE_SECONDS = 45;

  private AnalyzerDeployment() {}

  /**
   * @param secrets versions of the Secrets that the pods read at their start: others come with new
   *     pods
   */
  static Deployment of(Region region, PodImages images, String secrets) {
    var selector = RegionParts.selector(region, RegionParts.ANALYZER);
    var labels = new TreeMap<>(selector);
    labels.put(Labels.PART_OF, Labels.STORELENS);
    var container =
        PodParts.container(RegionParts.ANALYZER, images.analyzer(), images)
            .withEnv(environment(region))
            .withEnvFrom(
                new EnvFromSourceBuilder()
                    .withNewSecretRef(RegionParts.database(region), false)
                    .build())
            .withPorts(port(HTTP, HTTP_PORT), port(MANAGEMENT, MANAGEMENT_PORT))
            .withResources(PodParts.resources(region.getSpec().analyzer().resources(), CPU, MEMORY))
            .withVolumeMounts(PodParts.tmpMount())
            .build();
    return new DeploymentBuilder()
        .withMetadata(
            RegionParts.metadata(region, RegionParts.analyzer(region), RegionParts.ANALYZER))
        .withNewSpec()
        .withNewSelector()
        .withMatchLabels(selector)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .withAnnotations(Map.of(SECRETS, secrets))
        .endMetadata()
        .withSpec(
            PodParts.pod(region, images, RegionParts.ANALYZER, RegionParts.analyzer(region))
                .withContainers(container)
                .withVolumes(PodParts.tmp())
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .build())
        .endTemplate()
        .endSpec()
        .build();
  }

  /** The cores that an analyzer asks for. */
  static double cores(Region region) {
    var wanted = Optional.ofNullable(region.getSpec().analyzer().resources());
    return new Quantity(wanted.map(Resources::cpu).orElse(CPU)).getNumericalAmount().doubleValue();
  }

  /** Names of the Secrets that the pods read at their start. */
  static List<String> secrets(Region region) {
    var names = new ArrayList<String>();
    names.add(RegionParts.database(region));
    Optional.ofNullable(region.getSpec().analyzer().providerSecret()).ifPresent(names::add);
    archiveSecret(region).ifPresent(names::add);
    return names;
  }

  /** What is not secret. */
  static Map<String, String> settings(Region region) {
    var spec = region.getSpec();
    var name = region.getMetadata().getName();
    var settings = new TreeMap<>(ProviderSettings.environment(spec.analyzer()));
    settings.put("ANALYZER_REGIONS", name + "=" + PolicySettings.of(spec));
    settings.put("ANALYZER_HTTP_PORT", Integer.toString(HTTP_PORT));
    ArchiveSettings.place(name, spec).ifPresent(place -> settings.put("ANALYZER_ARCHIVES", place));
    // Else Java counts the node's cores, and has a thread and a model's memory for each.
    settings.put("JAVA_TOOL_OPTIONS", "-XX:ActiveProcessorCount=" + processors(region));
    return settings;
  }

  private static int processors(Region region) {
    return (int) Math.ceil(cores(region));
  }

  private static List<EnvVar> environment(Region region) {
    var analyzer = region.getSpec().analyzer();
    var env = new ArrayList<>(PodParts.env(settings(region)));
    if (analyzer.providerSecret() != null) {
      env.addAll(
          PodParts.env(
              analyzer.providerSecret(), ProviderSettings.secretKeys(analyzer.provider())));
    }
    archiveSecret(region)
        .ifPresent(secret -> env.addAll(PodParts.env(secret, ArchiveSettings.secretKeys())));
    return env;
  }

  private static Optional<String> archiveSecret(Region region) {
    return Optional.ofNullable(region.getSpec().archive()).map(Archive::secret);
  }
}
