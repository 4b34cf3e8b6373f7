package io.storelens.e2e.cluster;

import io.storelens.e2e.bench.ingest.ServerCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** A certificate for the FTP servers of a region, so that cameras may log in over TLS. */
final class FtpCertificate {
  /** The user's Secret that it is in. */
  static final String SECRET = "ftp-certificate";

  private FtpCertificate() {}

  /** Makes one, and gives it to the sample chain's region in {@code installation}. */
  static void give(Installation installation) {
    try {
      var folder = Files.createTempDirectory("storelens-tls");
      var made = ServerCertificate.in(folder);
      installation.ask(
          "create", "secret", "tls", SECRET, "--cert=" + made.certificate(), "--key=" + made.key());
      delete(folder);
    } catch (IOException | InterruptedException | GeneralSecurityException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
    installation.ask(
        "patch",
        "region.storelens.io",
        Installation.REGION,
        "--type=merge",
        "--patch={\"spec\": {\"ingest\": {\"tlsSecret\": \"" + SECRET + "\"}}}");
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
