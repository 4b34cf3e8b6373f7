package io.storelens.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.storelens.crds.camera.Camera;
import io.storelens.crds.region.Region;
import io.storelens.crds.store.Store;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a cluster must have before an operator can work on it. */
public final class Prerequisites {
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(Region.class, Store.class, Camera.class, Secret.class);

  private Prerequisites() {}

  /**
   * Asks for one resource of each kind that the operator watches. A server that has other troubles
   * passes: those may pass too.
   *
   * @param namespaces namespaces that are looked after; empty for all
   * @throws IllegalStateException naming what is missing, and the remedy
   */
  public static void check(KubernetesClient client, Set<String> namespaces) {
    var missing = new ArrayList<String>();
    var refused = new ArrayList<String>();
    for (var kind : KINDS) {
      if (namespaces.isEmpty()) {
        problem(client, kind, Optional.empty(), missing, refused);
      }
      for (var namespace : new TreeSet<>(namespaces)) {
        problem(client, kind, Optional.of(namespace), missing, refused);
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "the cluster does not know the kinds "
              + String.join(", ", new TreeSet<>(missing))
              + ": kubectl apply --server-side -f crds/yaml");
    }
    if (!refused.isEmpty()) {
      throw new IllegalStateException(
          "the user of the operator may not list "
              + String.join(", ", refused)
              + ": bind the ClusterRole storelens-operator (operator/rbac) to it, or name the"
              + " namespaces where it is bound");
    }
  }

  private static void problem(
      KubernetesClient client,
      Class<? extends HasMetadata> kind,
      Optional<String> namespace,
      List<String> missing,
      List<String> refused) {
    String name = HasMetadata.getPlural(kind);
    try {
      var all = client.resources(kind);
      var one = new ListOptionsBuilder().withLimit(1L).build();
      if (namespace.isPresent()) {
        all.inNamespace(namespace.get()).list(one);
      } else {
        all.inAnyNamespace().list(one);
      }
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        missing.add(name);
      } else if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        refused.add(name + namespace.map(where -> " in namespace " + where).orElse(""));
      }
    }
  }
}
