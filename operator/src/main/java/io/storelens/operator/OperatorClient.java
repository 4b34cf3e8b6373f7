package io.storelens.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Opens the operator's way to the API server. */
public final class OperatorClient {
  private OperatorClient() {}

  /**
   * A client that names the operator in each request, as audit logs and {@code managedFields} show
   * it. Requests that fail for want of a server, or with 429 or 500 and above, are sent again by
   * the client; what fails for longer is tried again by the reconciler.
   */
  public static KubernetesClient open(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder(config).withUserAgent(Labels.OPERATOR).build())
        .build();
  }
}
