package io.storelens.standalone.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The FTP server's certificate and key, as a Secret of type {@code kubernetes.io/tls} holds them.
 *
 * @param secret the Secret's name
 * @param certificate certificates in PEM, the server's first
 * @param key private key in PEM
 */
public record ServerCertificate(String secret, String certificate, String key) {
  /** The type of such a Secret. */
  static final String TYPE = "kubernetes.io/tls";

  private static final String CERTIFICATE = "tls.crt";
  private static final String KEY = "tls.key";

  /** The keys that it must have. */
  static final List<String> KEYS = List.of(CERTIFICATE, KEY);

  /** What is missing in {@code values} for a certificate; empty when nothing is. */
  static Optional<String> missing(Map<String, String> values) {
    if (!values.getOrDefault(CERTIFICATE, "").contains("-----BEGIN CERTIFICATE-----")) {
      return Optional.of(CERTIFICATE);
    }
    return values.getOrDefault(KEY, "").contains("PRIVATE KEY-----")
        ? Optional.empty()
        : Optional.of(KEY);
  }

  /** The certificate in {@code values}, of which nothing is missing. */
  static ServerCertificate of(String secret, Map<String, String> values) {
    return new ServerCertificate(secret, values.get(CERTIFICATE), values.get(KEY));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ServerCertificate[secret=" + secret + "]";
  }
}
