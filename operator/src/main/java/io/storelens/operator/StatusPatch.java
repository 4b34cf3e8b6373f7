package io.storelens.operator;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;

/**
 * A resource with identity and status only, so that no field of the spec becomes the operator's.
 */
public final class StatusPatch {
  private StatusPatch() {}

  /**
   * Makes {@code empty} the patch that gives {@code resource} a {@code status}.
   *
   * @param empty a new resource of the same kind
   */
  public static <S, R extends CustomResource<?, S>> R of(R empty, R resource, S status) {
    empty.setMetadata(
        new ObjectMetaBuilder()
            .withName(resource.getMetadata().getName())
            .withNamespace(resource.getMetadata().getNamespace())
            .build());
    empty.setStatus(status);
    return empty;
  }
}
