package io.storelens.operator.region;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import io.storelens.crds.region.Region;
import io.storelens.operator.Labels;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a region's parts what they should be, in one reconciliation. What is as it should be is not
 * written. A part that the API server refuses for good does not keep the others from being made.
 */
final class Applier {
  /** A quota, a missing right, a policy, a value: somebody must do something. */
  private static final Set<Integer> LASTING =
      Set.of(HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN, 422);

  private static final int LONGEST_REASON = 300;

  private final KubernetesClient client;
  private final RegionCaches caches;
  private final Context<Region> context;
  private final List<String> refusals = new ArrayList<>();

  Applier(KubernetesClient client, RegionCaches caches, Context<Region> context) {
    this.client = client;
    this.caches = caches;
    this.context = context;
  }

  /** What was refused so far, and why, in words. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  /**
   * Makes a part what it should be.
   *
   * @return as it is now; empty where that was refused
   * @throws KubernetesClientException if it may work later
   */
  <T extends HasMetadata> Optional<T> apply(Class<T> kind, T wanted) {
    var before =
        caches.get(kind, wanted.getMetadata().getNamespace(), wanted.getMetadata().getName());
    if (before.isPresent() && isAsWanted(before.get(), wanted)) {
      return before;
    }
    var resource = client.resource(wanted);
    if (before.isEmpty() && isAnothers(resource.get())) {
      refusals.add(foreign(wanted));
      return Optional.empty();
    }
    return write(wanted, resource)
        .map(
            now -> {
              caches.written(kind, now, before);
              return now;
            });
  }

  /** Whether {@link #apply} would write nothing. */
  <T extends HasMetadata> boolean isCurrent(Class<T> kind, T wanted) {
    return caches
        .get(kind, wanted.getMetadata().getNamespace(), wanted.getMetadata().getName())
        .filter(there -> isAsWanted(there, wanted))
        .isPresent();
  }

  /** {@link #apply} for a kind that is not watched. */
  void apply(Extension extension, GenericKubernetesResource wanted) {
    var there = resource(extension, wanted);
    var before = Optional.ofNullable(there.get());
    if (before.filter(part -> !Labels.isMadeByOperator(part)).isPresent()) {
      refusals.add(foreign(wanted));
    } else if (before.isEmpty() || !isAsWanted(before.get(), wanted)) {
      write(wanted, there);
    }
  }

  /** Deletes a part of a kind that is not watched, where it is ours. */
  void delete(Extension extension, GenericKubernetesResource part) {
    var there = resource(extension, part);
    if (Optional.ofNullable(there.get()).filter(Labels::isMadeByOperator).isPresent()) {
      there.delete();
    }
  }

  private Resource<GenericKubernetesResource> resource(
      Extension extension, GenericKubernetesResource part) {
    return client
        .genericKubernetesResources(extension.definition())
        .inNamespace(part.getMetadata().getNamespace())
        .withName(part.getMetadata().getName());
  }

  private <T extends HasMetadata> boolean isAsWanted(T there, T wanted) {
    return SSABasedGenericKubernetesResourceMatcher.<T>getInstance()
        .matches(there, wanted, context);
  }

  private <T extends HasMetadata> Optional<T> write(T wanted, Resource<T> resource) {
    try {
      return Optional.of(
          resource.patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.SERVER_SIDE_APPLY)
                  .withFieldManager(Labels.OPERATOR)
                  .withForce(true)
                  .build(),
              wanted));
    } catch (KubernetesClientException e) {
      if (!LASTING.contains(e.getCode())) {
        throw e;
      }
      refusals.add(name(wanted) + ": " + reason(wanted, e));
      return Optional.empty();
    }
  }

  private static boolean isAnothers(HasMetadata there) {
    return there != null && !Labels.isMadeByOperator(there);
  }

  private static String foreign(HasMetadata wanted) {
    return name(wanted)
        + " is there already and was not made by the operator: rename it or the region";
  }

  /** The API server may quote what was sent. */
  private static String reason(HasMetadata wanted, KubernetesClientException e) {
    if (wanted instanceof Secret || e.getStatus() == null || e.getStatus().getMessage() == null) {
      return "the API server answered " + e.getCode();
    }
    var message = e.getStatus().getMessage();
    return message.length() <= LONGEST_REASON
        ? message
        : message.substring(0, LONGEST_REASON - 1) + "…";
  }

  /** Deletes a part; one that is gone is no failure. */
  void delete(HasMetadata part) {
    client.resource(part).delete();
  }

  private static String name(HasMetadata part) {
    return part.getKind() + " " + part.getMetadata().getName();
  }
}
