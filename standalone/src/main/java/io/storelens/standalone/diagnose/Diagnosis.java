package io.storelens.standalone.diagnose;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What there is to see of an installation: its resources with their status, their events, and the
 * logs of its pods, of those too that ended before. Of Secrets only the names of their keys.
 */
final class Diagnosis {
  private static final int LOG_LINES = 5000;
  private static final String NOTHING = "";

  private static final List<Kind> KINDS =
      List.of(
          new Kind("storelens.io", "v1alpha1", "Region", "regions"),
          new Kind("storelens.io", "v1alpha1", "Store", "stores"),
          new Kind("storelens.io", "v1alpha1", "Camera", "cameras"),
          new Kind("apps", "v1", "Deployment", "deployments"),
          new Kind("apps", "v1", "StatefulSet", "statefulsets"),
          new Kind(NOTHING, "v1", "Pod", "pods"),
          new Kind(NOTHING, "v1", "Service", "services"),
          new Kind(NOTHING, "v1", "PersistentVolumeClaim", "persistentvolumeclaims"),
          new Kind(NOTHING, "v1", "ServiceAccount", "serviceaccounts"),
          new Kind("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices"),
          new Kind("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
          new Kind("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets"),
          new Kind("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies"),
          new Kind("coordination.k8s.io", "v1", "Lease", "leases"),
          new Kind(NOTHING, "v1", "Event", "events"));

  private final KubernetesClient client;
  private final String namespace;

  Diagnosis(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /**
   * Writes all of it. What may not be read, or is not there, is noted in its place.
   *
   * @param progress told what comes next
   */
  void collect(DiagnosisArchive archive, Consumer<String> progress) throws IOException {
    progress.accept("Resources of namespace " + namespace);
    archive.add("cluster.yaml", Serialization.asYaml(client.getKubernetesVersion()));
    for (Kind kind : KINDS) {
      archive.add("resources/" + kind.plural() + ".yaml", tolerant(() -> resources(kind)));
    }
    archive.add("resources/secrets.yaml", tolerant(this::secrets));
    progress.accept("Logs of its pods");
    for (Pod pod : client.pods().inNamespace(namespace).list().getItems()) {
      for (Container container : pod.getSpec().getContainers()) {
        String name = pod.getMetadata().getName() + "/" + container.getName();
        archive.add("logs/" + name + ".log", tolerant(() -> log(pod, container, false)));
        if (hasEndedBefore(pod, container)) {
          archive.add("logs/" + name + ".previous.log", tolerant(() -> log(pod, container, true)));
        }
      }
    }
  }

  private String resources(Kind kind) {
    var context =
        new ResourceDefinitionContext.Builder()
            .withGroup(kind.group())
            .withVersion(kind.version())
            .withKind(kind.kind())
            .withPlural(kind.plural())
            .withNamespaced(true)
            .build();
    return client
        .genericKubernetesResources(context)
        .inNamespace(namespace)
        .list()
        .getItems()
        .stream()
        .peek(Diagnosis::hideSecrets)
        .map(Serialization::asYaml)
        .collect(Collectors.joining());
  }

  /** Who applied it last may have written down all of it, in an annotation of kubectl. */
  private static void hideSecrets(HasMetadata resource) {
    resource.getMetadata().setManagedFields(null);
    if (resource.getMetadata().getAnnotations() != null) {
      resource
          .getMetadata()
          .getAnnotations()
          .remove("kubectl.kubernetes.io/last-applied-configuration");
    }
  }

  /** Their names, labels and keys: enough to see that one is missing. */
  private String secrets() {
    return client.secrets().inNamespace(namespace).list().getItems().stream()
        .map(
            secret -> {
              hideSecrets(secret);
              if (secret.getData() != null) {
                secret.setData(
                    secret.getData().keySet().stream()
                        .collect(Collectors.toMap(key -> key, key -> NOTHING)));
              }
              secret.setStringData(Map.of());
              return Serialization.asYaml(secret);
            })
        .collect(Collectors.joining());
  }

  private String log(Pod pod, Container container, boolean ended) {
    var logs =
        client
            .pods()
            .inNamespace(namespace)
            .withName(pod.getMetadata().getName())
            .inContainer(container.getName());
    return ended
        ? logs.terminated().tailingLines(LOG_LINES).getLog()
        : logs.tailingLines(LOG_LINES).getLog();
  }

  private static boolean hasEndedBefore(Pod pod, Container container) {
    return pod.getStatus().getContainerStatuses().stream()
        .anyMatch(
            status -> status.getName().equals(container.getName()) && status.getRestartCount() > 0);
  }

  private static String tolerant(Question question) {
    try {
      return question.ask();
    } catch (KubernetesClientException e) {
      return "# not to be had: HTTP status " + e.getCode() + "\n";
    }
  }

  @FunctionalInterface
  private interface Question {
    String ask();
  }

  private record Kind(String group, String version, String kind, String plural) {}
}
