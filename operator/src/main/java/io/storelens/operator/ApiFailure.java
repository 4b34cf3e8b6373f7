package io.storelens.operator;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the API server's answer behind a failure. */
public final class ApiFailure {
  private ApiFailure() {}

  /**
   * What the API server, or the way to it, failed with; empty where the failure is another's. The
   * framework wraps exceptions while it measures.
   */
  public static Optional<KubernetesClientException> behind(Throwable failure) {
    return Stream.iterate(failure, one -> one != null, Throwable::getCause)
        .filter(KubernetesClientException.class::isInstance)
        .map(KubernetesClientException.class::cast)
        .findFirst();
  }
}
