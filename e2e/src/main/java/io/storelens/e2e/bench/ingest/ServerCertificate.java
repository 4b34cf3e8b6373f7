package io.storelens.e2e.bench.ingest;

import io.storelens.embedded.command.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** One certificate (EC, P-256) for all servers, made by the JDK's keytool. */
public final class ServerCertificate {
  private static final String STORE_PASSWORD = "changeit";
  private static final String ALIAS = "ftp";

  private final Path folder;
  private final SSLContext trusting;

  private ServerCertificate(Path folder, SSLContext trusting) {
    this.folder = folder;
    this.trusting = trusting;
  }

  /** Makes one in {@code folder}. */
  public static ServerCertificate in(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    var file = folder.resolve("certificate.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var words =
        List.of(
            keytool,
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=ftp",
            "-ext",
            "san=ip:" + FtpServer.HOST,
            "-validity",
            "30",
            "-storetype",
            "PKCS12",
            "-storepass",
            STORE_PASSWORD,
            "-keystore",
            file.toString());
    var made = new Command(words, Map.of()).run();
    if (!made.succeeded()) {
      throw new IOException("keytool: " + made.lastLines());
    }
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(file)) {
      store.load(bytes, STORE_PASSWORD.toCharArray());
    }
    var key = text("PRIVATE KEY", store.getKey(ALIAS, STORE_PASSWORD.toCharArray()).getEncoded());
    var certificate = text("CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
    Files.writeString(folder.resolve("tls.key"), key);
    Files.writeString(folder.resolve("tls.crt"), certificate);
    Files.writeString(folder.resolve("tls.pem"), key + certificate);
    return new ServerCertificate(folder, trusting(store));
  }

  private static SSLContext trusting(KeyStore store) throws GeneralSecurityException, IOException {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static String text(String type, byte[] content) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, lines, type);
  }

  /** The certificate. */
  public Path certificate() {
    return folder.resolve("tls.crt");
  }

  /** Its key. */
  public Path key() {
    return folder.resolve("tls.key");
  }

  /** Both in one file. */
  Path both() {
    return folder.resolve("tls.pem");
  }

  /** Trusts it alone. */
  SSLContext trusting() {
    return trusting;
  }
}
