package io.storelens.standalone.up;

import static java.util.stream.Collectors.joining;

import io.storelens.crds.region.Region;
import io.storelens.crds.region.Tls;
import io.storelens.standalone.resource.Chain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the ingest is told of TLS. All regions share its one server, and so one certificate; whether
 * TLS is required goes by the region of the camera that logs in.
 */
final class TlsSettings {
  private final Chain chain;
  private final Optional<Integer> implicitPort;

  TlsSettings(Chain chain, Optional<Integer> implicitPort) {
    this.chain = chain;
    this.implicitPort = implicitPort;
  }

  /** Whether cameras of {@code region} are refused without TLS. */
  static boolean isRequiredIn(Chain chain, String region) {
    return required(chain).contains(region);
  }

  private static List<String> required(Chain chain) {
    return chain.regions().stream()
        .filter(region -> region.getSpec().ingest().tls() == Tls.REQUIRED)
        .map(Region::getMetadata)
        .map(metadata -> metadata.getName())
        .toList();
  }

  /**
   * The ingest's environment; empty where no region names a certificate.
   *
   * @param folder where certificate and key are kept for the ingest to read
   * @throws IllegalArgumentException if there is to be a port for TLS and no certificate
   */
  Map<String, String> environment(Path folder) {
    if (chain.certificate().isEmpty()) {
      if (implicitPort.isPresent()) {
        throw new IllegalArgumentException(
            "--ftps-port needs a certificate: name a Secret in a Region's spec.ingest.tlsSecret");
      }
      return Map.of();
    }
    var certificate = chain.certificate().get();
    var settings = new TreeMap<String, String>();
    settings.put("INGEST_TLS_CERTIFICATE", keep(folder, "tls.crt", certificate.certificate()));
    settings.put("INGEST_TLS_KEY", keep(folder, "tls.key", certificate.key()));
    settings.put("INGEST_TLS_REQUIRED", required(chain).stream().collect(joining(",")));
    implicitPort.ifPresent(
        port -> settings.put("INGEST_TLS_IMPLICIT_PORT", Integer.toString(port)));
    return settings;
  }

  /** Readable by the owner alone. */
  private static String keep(Path folder, String name, String pem) {
    try {
      return write(folder, name, pem).toString();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the certificate in " + folder, e);
    }
  }

  private static Path write(Path folder, String name, String pem) throws IOException {
    Files.createDirectories(folder);
    var temporary = Files.createTempFile(folder, "." + name, ".tmp");
    try {
      Files.writeString(temporary, pem);
      var file = folder.resolve(name);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      return file;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
