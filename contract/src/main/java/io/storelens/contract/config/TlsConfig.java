package io.storelens.contract.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How cameras upload over TLS.
 *
 * @param certificate PEM file with the server's certificate, then those that vouch for it
 * @param key PEM file with its private key, not encrypted
 * @param implicitPort port on which TLS begins at once (FTPS as it was before RFC 4217); empty for
 *     none, 0 for any free one
 * @param requiredIn names of the regions whose cameras are refused without TLS; {@code *} for all
 */
public record TlsConfig(
    Path certificate, Path key, OptionalInt implicitPort, Set<String> requiredIn) {
  private static final String EVERYWHERE = "*";

  public TlsConfig {
    requiredIn = Set.copyOf(requiredIn);
  }

  /**
   * Reads {@code INGEST_TLS_CERTIFICATE}, {@code INGEST_TLS_KEY}, {@code INGEST_TLS_IMPLICIT_PORT}
   * and {@code INGEST_TLS_REQUIRED}, a list such as {@code eu-west,us-east}.
   *
   * @return empty if no certificate is set; problems of other settings are left in {@code env}
   */
  static Optional<TlsConfig> from(Env env) {
    var certificate = env.optional("INGEST_TLS_CERTIFICATE");
    var key = env.optional("INGEST_TLS_KEY");
    int port = env.integer("INGEST_TLS_IMPLICIT_PORT", -1, 0, 65535);
    var requiredIn = env.parse("INGEST_TLS_REQUIRED", Set.<String>of(), TlsConfig::regions);
    if (certificate.isEmpty() && key.isEmpty()) {
      if (port >= 0 || !requiredIn.isEmpty()) {
        env.required("INGEST_TLS_CERTIFICATE");
      }
      return Optional.empty();
    }
    return Optional.of(
        new TlsConfig(
            Path.of(env.required("INGEST_TLS_CERTIFICATE")),
            Path.of(env.required("INGEST_TLS_KEY")),
            port < 0 ? OptionalInt.empty() : OptionalInt.of(port),
            requiredIn));
  }

  /** What {@link #from} reads. */
  void into(Map<String, String> env) {
    env.put("INGEST_TLS_CERTIFICATE", certificate.toString());
    env.put("INGEST_TLS_KEY", key.toString());
    implicitPort.ifPresent(port -> env.put("INGEST_TLS_IMPLICIT_PORT", Integer.toString(port)));
    if (!requiredIn.isEmpty()) {
      env.put("INGEST_TLS_REQUIRED", String.join(",", new TreeSet<>(requiredIn)));
    }
  }

  private static Set<String> regions(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(region -> !region.isEmpty())
        .collect(Collectors.toSet());
  }

  /** Whether cameras of {@code region} are refused without TLS. */
  public boolean isRequiredIn(String region) {
    return requiredIn.contains(EVERYWHERE) || requiredIn.contains(region);
  }
}
