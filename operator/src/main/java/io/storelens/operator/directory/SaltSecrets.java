package io.storelens.operator.directory;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.storelens.operator.Labels;
import java.net.HttpURLConnection;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The {@link SaltKey} of each namespace, in a Secret beside the passwords; no pod mounts it. */
public final class SaltSecrets {
  /** Name of the Secret. Deleted, it is made anew, and all passwords are hashed again. */
  public static final String NAME = "storelens-directory-salt";

  private static final String KEY = "salt";

  private final KubernetesClient client;
  private final Map<String, SaltKey> keys = new ConcurrentHashMap<>();

  public SaltSecrets(KubernetesClient client) {
    this.client = client;
  }

  /**
   * The key of {@code namespace}, made where there is none; asked of the API server once.
   *
   * @throws IllegalArgumentException if the Secret holds no key
   */
  public SaltKey in(String namespace) {
    return keys.computeIfAbsent(
        namespace, name -> key(read(namespace).orElseGet(() -> create(namespace))));
  }

  private Optional<Secret> read(String namespace) {
    return Optional.ofNullable(client.secrets().inNamespace(namespace).withName(NAME).get());
  }

  private Secret create(String namespace) {
    var secret =
        new SecretBuilder()
            .withNewMetadata()
            .withName(NAME)
            .withNamespace(namespace)
            .addToLabels(Labels.MANAGED_BY, Labels.OPERATOR)
            .addToLabels(Labels.COMPONENT, "directory-salt")
            .endMetadata()
            .withType("Opaque")
            .withData(Map.of(KEY, Base64.getEncoder().encodeToString(SaltKey.random())))
            .build();
    try {
      return client.resource(secret).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      // Another operator was faster.
      return read(namespace).orElseThrow(() -> e);
    }
  }

  private static SaltKey key(Secret secret) {
    String text = secret.getData() == null ? "" : secret.getData().getOrDefault(KEY, "");
    try {
      return new SaltKey(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Secret " + NAME + " holds no key of 32 bytes; delete it and a new one is made", e);
    }
  }
}
