package io.storelens.ingest.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What a certificate's two files look like from outside. Links are followed: Kubernetes swaps the
 * folder behind a link to change both at once.
 *
 * @param certificate the file with certificates
 * @param key the file with the private key
 */
record CertificateFiles(Stamp certificate, Stamp key) {
  /** Looks at the files. */
  static CertificateFiles of(Path certificate, Path key) throws IOException {
    return new CertificateFiles(Stamp.of(certificate), Stamp.of(key));
  }

  /** Place, size and time of a file. */
  record Stamp(Path place, long bytes, FileTime changed) {
    private static Stamp of(Path file) throws IOException {
      var place = file.toRealPath();
      var attributes = Files.readAttributes(place, BasicFileAttributes.class);
      return new Stamp(place, attributes.size(), attributes.lastModifiedTime());
    }
  }
}
