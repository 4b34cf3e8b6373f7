package io.storelens.ingest.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.ingest.TestCertificate;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
  @TempDir Path root;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void closeVertx() {
    vertx.close().await();
  }

  @Test
  void keepsTheLastGoodCertificateUntilThereIsAnother() throws Exception {
    // Given
    var files = root.resolve("tls");
    TestCertificate.make(root, "EC").writeTo(files);
    var certificates = Certificates.open(vertx, TestCertificate.config(files));
    var first = certificates.current();
    // When
    Files.writeString(files.resolve("tls.key"), "not a key");
    certificates.refresh();
    // Then
    assertThat(certificates.current()).isSameAs(first);
    TestCertificate.make(root, "RSA").writeTo(files);
    certificates.refresh();
    assertThat(certificates.current()).isNotSameAs(first);
  }
}
