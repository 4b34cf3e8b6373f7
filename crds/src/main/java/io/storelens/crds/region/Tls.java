package io.storelens.crds.region;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether cameras use TLS. */
public enum Tls {
  /** A camera that asks for TLS gets it, where there is a certificate. */
  @JsonProperty("optional")
  OPTIONAL,
  /** A camera that logs in without TLS is refused. */
  @JsonProperty("required")
  REQUIRED
}
