package io.storelens.operator.directory;

import io.fabric8.kubernetes.api.model.Secret;
import io.storelens.crds.region.Region;
import java.util.Optional;

/** Where the Secrets of camera directories are. */
public interface ShardStore {
  /** The Region of this name, also while it is being deleted. */
  Optional<Region> region(String namespace, String name);

  /** A Secret as it was last seen. */
  Optional<Secret> secret(String namespace, String name);

  /** Whether there is such a camera. */
  boolean hasCamera(String namespace, String name);

  /**
   * Makes the Secret what it should be.
   *
   * @return as it is now
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if that fails
   */
  Secret apply(Secret wanted);
}
