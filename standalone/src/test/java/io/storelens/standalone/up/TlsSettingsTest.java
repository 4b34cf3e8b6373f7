package io.storelens.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storelens.contract.config.IngestConfig;
import io.storelens.standalone.resource.Chain;
import io.storelens.standalone.resource.ChainReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsSettingsTest {
  private static final String CERTIFICATE =
      """
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: ftp}
      type: kubernetes.io/tls
      stringData:
        tls.crt: "-----BEGIN CERTIFICATE-----"
        tls.key: "-----BEGIN PRIVATE KEY-----"
      """;

  @TempDir Path root;

  private Chain chain(String... regions) throws IOException {
    var folder = Files.createDirectories(root.resolve("chain"));
    Files.writeString(folder.resolve("regions.yaml"), String.join("\n---\n", regions));
    return new ChainReader().read(folder);
  }

  private static String region(String name, String ingest) {
    return """
        apiVersion: storelens.io/v1alpha1
        kind: Region
        metadata: {name: %s}
        spec: {ingest: %s}
        """
        .formatted(name, ingest);
  }

  @Test
  void requiresTlsOfTheCamerasOfThoseRegionsThatAskForIt() throws IOException {
    // Given
    var chain =
        chain(
            region("eu-west", "{tls: required, tlsSecret: ftp}"),
            region("us-east", "{tlsSecret: ftp}"),
            region("ap-south", "{}"),
            CERTIFICATE);
    // When
    var env =
        new HashMap<>(new TlsSettings(chain, Optional.of(990)).environment(root.resolve("tls")));
    env.put("INGEST_ANALYZERS", "http://127.0.0.1:1");
    var tls = IngestConfig.from(env).tls().orElseThrow();
    // Then
    assertThat(tls.requiredIn()).containsExactly("eu-west");
    assertThat(tls.implicitPort()).hasValue(990);
    assertThat(tls.key()).hasContent("-----BEGIN PRIVATE KEY-----");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tls.key())))
        .isEqualTo("rw-------");
    assertThat(TlsSettings.isRequiredIn(chain, "eu-west")).isTrue();
    assertThat(TlsSettings.isRequiredIn(chain, "us-east")).isFalse();
  }

  @Test
  void offersNoTlsWithoutACertificate() throws IOException {
    var chain = chain(region("eu-west", "{}"));
    assertThat(new TlsSettings(chain, Optional.empty()).environment(root)).isEmpty();
    assertThatThrownBy(() -> new TlsSettings(chain, Optional.of(990)).environment(root))
        .hasMessageContaining("--ftps-port needs a certificate");
  }
}
