package io.storelens.crds.region;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who finds faces in photos. */
public enum Provider {
  /** Open models in the analyzer itself. */
  @JsonProperty("local")
  LOCAL,
  /** Azure Face. */
  @JsonProperty("azure")
  AZURE,
  /** Face++. */
  @JsonProperty("facepp")
  FACEPP
}
