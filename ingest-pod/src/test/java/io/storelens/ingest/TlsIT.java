package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.commons.net.ftp.FTPSClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may upload in clear, what happens on the way to TLS, and where certificates come from. */
class TlsIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @TempDir Path root;
  private IngestFixture ingest;
  private Path files;
  private TestCertificate certificate;

  @BeforeEach
  void makeCertificate() throws Exception {
    files = Files.createDirectories(root.resolve("tls"));
    certificate = TestCertificate.make(root.resolve("made"), "EC").mountAt(files);
    ingest = new IngestFixture(root).cameras(TestCameras.camera("till-1"));
  }

  @AfterEach
  void stopIngest() {
    ingest.close();
  }

  private IngestFixture startWithTlsRequiredIn(String... regions) {
    return ingest.tls(TestCertificate.config(files, regions)).start();
  }

  @Test
  void refusesToLogInBeforeThePasswordWhereTlsIsRequired() throws IOException {
    startWithTlsRequiredIn("eu-west");
    try (var camera = new RawCamera("127.0.0.1", ingest.port())) {
      assertThat(camera.reply()).startsWith("220");
      assertThat(camera.send("USER till-1")).startsWith("530").contains("TLS is required");
      assertThat(camera.send("PASS " + TestCameras.PASSWORD)).startsWith("530").contains("TLS");
      assertThat(camera.send("USER nobody")).startsWith("530").contains("TLS is required");
      assertThat(camera.send("STOR a.jpg")).startsWith("530");
    }
  }

  @Test
  void leavesTheChoiceToCamerasOfOtherRegions() throws IOException {
    startWithTlsRequiredIn("us-east");
    assertThat(
            ingest.login("till-1").storeFile("a.jpg", new ByteArrayInputStream(TestPhotos.photo())))
        .isTrue();
  }

  @Test
  void refusesPhotosInClearWhereTlsIsRequired() throws Exception {
    startWithTlsRequiredIn("*");
    var camera = client(certificate.client());
    assertThat(camera.login("till-1", TestCameras.PASSWORD)).isTrue();
    camera.enterLocalPassiveMode();
    assertThat(camera.storeFile("a.jpg", new ByteArrayInputStream(TestPhotos.photo()))).isFalse();
    assertThat(camera.getReplyString()).startsWith("521").contains("PROT P");
    assertThat(camera.sendCommand("PROT", "C")).isEqualTo(534);
    assertThat(ingest.waiting()).isEmpty();
  }

  @Test
  void takesPhotosInClearOfCamerasThatLogInOverTls() throws Exception {
    startWithTlsRequiredIn();
    var camera = client(certificate.client());
    camera.login("till-1", TestCameras.PASSWORD);
    camera.enterLocalPassiveMode();
    assertThat(camera.storeFile("a.jpg", new ByteArrayInputStream(TestPhotos.photo()))).isTrue();
  }

  @Test
  void tellsThatItKnowsTls() throws IOException {
    startWithTlsRequiredIn();
    var camera = ingest.connect();
    camera.sendCommand("FEAT");
    assertThat(camera.getReplyString()).contains(" AUTH TLS", " PBSZ", " PROT");
    assertThat(camera.sendCommand("PROT", "P")).isEqualTo(503);
    assertThat(camera.sendCommand("AUTH", "KERBEROS")).isEqualTo(504);
    assertThat(camera.sendCommand("NOOP")).isEqualTo(200);
  }

  @Test
  void takesNoCommandThatWasSmuggledInBeforeTls() throws IOException {
    startWithTlsRequiredIn();
    try (var camera = new RawCamera("127.0.0.1", ingest.port())) {
      camera.reply();
      camera.write("AUTH TLS\r\nUSER till-1\r\n".getBytes(StandardCharsets.US_ASCII));
      var reply = camera.reply();
      assertThat(reply == null || reply.startsWith("234")).as(reply).isTrue();
      assertThatThrownBy(
              () -> {
                if (camera.reply() == null) {
                  throw new IOException("closed");
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void forgetsHalfALineThatCameBeforeTls() throws Exception {
    startWithTlsRequiredIn();
    try (var socket = new Socket(LOOPBACK, ingest.port())) {
      socket.setSoTimeout(10_000);
      var replies = socket.getInputStream();
      read(replies);
      socket.getOutputStream().write("AUTH TLS\r\nUSER ".getBytes(StandardCharsets.US_ASCII));
      assertThat(read(replies)).startsWith("234");
      var tls =
          (SSLSocket)
              certificate.client().getSocketFactory().createSocket(socket, "127.0.0.1", 0, false);
      tls.startHandshake();
      tls.getOutputStream().write("NOOP\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(read(tls.getInputStream())).startsWith("200");
    }
  }

  private static String read(java.io.InputStream replies) throws IOException {
    var line = new StringBuilder();
    for (int next = replies.read(); next >= 0 && next != '\n'; next = replies.read()) {
      line.append((char) next);
    }
    return line.toString();
  }

  @Test
  void countsHandshakesThatFail() throws Exception {
    startWithTlsRequiredIn();
    assertThatThrownBy(() -> client(TestCertificate.make(root, "EC").client()))
        .isInstanceOf(SSLException.class);
    try (var scanner = new Socket(LOOPBACK, ingest.implicitTlsPort())) {
      scanner.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        ingest.meter(
                            "storelens.ingest.tls.handshakes",
                            "connection",
                            "control",
                            "outcome",
                            "failed"))
                    .isEqualTo(2));
  }

  @Test
  void servesTheNewCertificateToNewSessionsAndLeavesRunningOnesAlone() throws Exception {
    // Given
    startWithTlsRequiredIn("eu-west");
    var running = client(certificate.client());
    running.login("till-1", TestCameras.PASSWORD);
    running.execPBSZ(0);
    running.execPROT("P");
    running.enterLocalPassiveMode();
    // When
    var renewed = TestCertificate.make(root.resolve("made"), "RSA").mountAt(files);
    // Then
    await().atMost(SOON).untilAsserted(() -> assertThat(served()).isEqualTo(renewed.certificate()));
    assertThat(running.storeFile("a.jpg", new ByteArrayInputStream(TestPhotos.photo()))).isTrue();
  }

  @Test
  void doesNotStartWithoutAKeyThatFits() throws Exception {
    var other = TestCertificate.make(root.resolve("made"), "EC");
    other.writeTo(root.resolve("other"));
    Files.delete(files.resolve("tls.key"));
    Files.copy(root.resolve("other/tls.key"), files.resolve("tls.key"));
    assertThatThrownBy(this::startWithTlsRequiredIn)
        .hasMessageContaining("tls.key is not the key of the first certificate")
        .hasMessageContaining("INGEST_TLS_KEY");
  }

  private X509Certificate served() throws Exception {
    var trusting = SSLContext.getInstance("TLS");
    trusting.init(null, new javax.net.ssl.TrustManager[] {new TrustsAll()}, null);
    try (var socket =
        (SSLSocket)
            trusting.getSocketFactory().createSocket("127.0.0.1", ingest.implicitTlsPort())) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private FTPSClient client(SSLContext trust) throws IOException {
    var client = new FTPSClient(false, trust);
    client.setDefaultTimeout(20_000);
    client.connect("127.0.0.1", ingest.port());
    return client;
  }

  private static final class TrustsAll extends javax.net.ssl.X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
