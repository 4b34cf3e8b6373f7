package io.storelens.contract.config;

import java.util.Map;

/**
 * Where a server listens.
 *
 * @param host address to bind; 0.0.0.0 for all of the machine's
 * @param port TCP port; 0 for any free one
 */
public record ListenAddress(String host, int port) {
  /** Reads {@code PREFIX_HOST} and {@code PREFIX_PORT}. */
  public static ListenAddress from(Env env, String prefix, int port) {
    return new ListenAddress(
        env.text(prefix + "_HOST", "0.0.0.0"), env.integer(prefix + "_PORT", port, 0, 65535));
  }

  /** What {@link #from} reads. */
  void into(Map<String, String> env, String prefix) {
    env.put(prefix + "_HOST", host);
    env.put(prefix + "_PORT", Integer.toString(port));
  }
}
