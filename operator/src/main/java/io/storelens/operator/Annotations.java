package io.storelens.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** What a person tells the operator by annotating a resource. */
public final class Annotations {
  /** {@code "true"}: the operator leaves the resource and what it made for it alone. */
  public static final String PAUSED = "storelens.io/paused-reconciliation";

  /** {@code "true"} on a Region: photos that still wait may be lost with it. */
  public static final String ABANDON_SPOOL = "storelens.io/abandon-spool";

  private Annotations() {}

  /** Whether {@code annotation} of {@code resource} is {@code "true"}. */
  public static boolean isSet(HasMetadata resource, String annotation) {
    var annotations = resource.getMetadata().getAnnotations();
    return annotations != null && "true".equals(annotations.get(annotation));
  }
}
