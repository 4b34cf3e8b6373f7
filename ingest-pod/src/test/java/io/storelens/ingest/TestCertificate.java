package io.storelens.ingest;

import io.storelens.contract.config.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for 127.0.0.1, made by the JDK's keytool and written as PEM. */
public final class TestCertificate {
  private static final String PASSWORD = "changeit";

  private final X509Certificate certificate;
  private final byte[] key;

  private TestCertificate(X509Certificate certificate, byte[] key) {
    this.certificate = certificate;
    this.key = key;
  }

  /** A new one; {@code algorithm} is EC or RSA. */
  public static TestCertificate make(Path folder, String algorithm) throws Exception {
    var file = Files.createDirectories(folder).resolve(System.nanoTime() + ".p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    int status =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "ftp",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=ftp",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException(Files.readString(folder.resolve("keytool.log")));
    }
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(file)) {
      store.load(bytes, PASSWORD.toCharArray());
    }
    return new TestCertificate(
        (X509Certificate) store.getCertificate("ftp"),
        store.getKey("ftp", PASSWORD.toCharArray()).getEncoded());
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** Writes tls.crt and tls.key into {@code folder}. */
  public TestCertificate writeTo(Path folder) throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    write(folder.resolve("tls.crt"), "CERTIFICATE", certificate.getEncoded());
    write(folder.resolve("tls.key"), "PRIVATE KEY", key);
    return this;
  }

  /**
   * Does what Kubernetes does: both files are links into a folder behind a link, which is swapped.
   */
  public TestCertificate mountAt(Path folder) throws IOException, GeneralSecurityException {
    var version = folder.resolve("..version-" + certificate.getSerialNumber());
    writeTo(version);
    var next = Files.createSymbolicLink(folder.resolve("..data_tmp"), version.getFileName());
    Files.move(next, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    for (String name : new String[] {"tls.crt", "tls.key"}) {
      if (!Files.exists(folder.resolve(name))) {
        Files.createSymbolicLink(folder.resolve(name), Path.of("..data", name));
      }
    }
    return this;
  }

  private static void write(Path file, String type, byte[] content) throws IOException {
    Files.writeString(
        file,
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), type));
  }

  /** Settings that use the files in {@code folder}, with a port for implicit TLS. */
  public static TlsConfig config(Path folder, String... requiredIn) {
    return new TlsConfig(
        folder.resolve("tls.crt"),
        folder.resolve("tls.key"),
        OptionalInt.of(0),
        Set.of(requiredIn));
  }

  /** A client's TLS that trusts this certificate alone. */
  public SSLContext client() throws Exception {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("ftp", certificate);
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
