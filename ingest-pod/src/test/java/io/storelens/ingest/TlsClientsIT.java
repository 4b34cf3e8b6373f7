package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.commons.net.ftp.FTPSServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads over TLS by the programs that people have, each as it comes. */
class TlsClientsIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int PHOTO_KILOBYTES = 900;

  @TempDir Path root;
  private IngestFixture ingest;
  private TestCertificate certificate;
  private Path photo;

  @BeforeEach
  void startIngest() throws Exception {
    certificate = TestCertificate.make(root.resolve("made"), "EC").writeTo(root.resolve("tls"));
    ingest =
        new IngestFixture(root)
            .cameras(TestCameras.camera("till-1"))
            .tls(TestCertificate.config(root.resolve("tls"), "eu-west"))
            .start();
    photo = Files.write(root.resolve("photo.jpg"), TestPhotos.photo(PHOTO_KILOBYTES));
  }

  @AfterEach
  void stopIngest() {
    ingest.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--tls-max 1.2", "--tlsv1.3", "--tlsv1.3 --no-sessionid"})
  void takesPhotosFromCurl(String versions) throws Exception {
    var command = curl("--ssl-reqd " + versions);
    command.add("ftp://127.0.0.1:" + ingest.port() + "/a/");
    run(command);
    assertThatThePhotoCame(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--tls-max 1.2", "--tlsv1.3"})
  void takesPhotosFromCurlThatBeginsWithTls(String versions) throws Exception {
    var command = curl(versions);
    command.add("ftps://127.0.0.1:" + ingest.implicitTlsPort() + "/a/");
    run(command);
    assertThatThePhotoCame(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp", "ftps"})
  void takesPhotosFromLftp(String scheme) throws Exception {
    int port = scheme.equals("ftp") ? ingest.port() : ingest.implicitTlsPort();
    var script =
        """
        set ssl:ca-file %s
        set ssl:check-hostname no
        set ftp:ssl-force yes
        set ftp:ssl-protect-data yes
        set net:max-retries 1
        set cmd:fail-exit yes
        open -u till-1,"%s" %s://127.0.0.1:%d
        put %s -o a.jpg
        """
            .formatted(
                root.resolve("tls/tls.crt"), TestCameras.PASSWORD, scheme, port, photo.toString());
    run(List.of(tool("lftp"), "-c", script));
    assertThatThePhotoCame(1);
  }

  @ParameterizedTest
  @CsvSource({"TLSv1_2,False", "TLSv1_2,True", "TLSv1_3,False", "TLSv1_3,True"})
  void takesPhotosFromPython(String version, String resume) throws Exception {
    var script =
        """
        import ftplib, ssl, sys
        resume = %s
        class Client(ftplib.FTP_TLS):
            def ntransfercmd(self, command, rest=None):
                data, size = ftplib.FTP.ntransfercmd(self, command, rest)
                session = self.sock.session if resume else None
                data = self.context.wrap_socket(data, server_hostname=self.host, session=session)
                print('resumed', data.session_reused)
                return data, size
        context = ssl.create_default_context(cafile=sys.argv[1])
        context.minimum_version = context.maximum_version = ssl.TLSVersion.%s
        client = Client(context=context)
        client.connect('127.0.0.1', int(sys.argv[2]))
        client.login('till-1', sys.argv[3])
        client.prot_p()
        for name in ('a.jpg', 'b.jpg', 'c.jpg'):
            print(client.storbinary('STOR ' + name, open(sys.argv[4], 'rb')))
        client.quit()
        """
            .formatted(resume, version);
    var output =
        run(
            List.of(
                tool("python3"),
                "-c",
                script,
                root.resolve("tls/tls.crt").toString(),
                Integer.toString(ingest.port()),
                TestCameras.PASSWORD,
                photo.toString()));
    assertThat(output.split("226 ", -1)).hasSize(4);
    assertThat(output).contains("resumed " + resume);
    assertThatThePhotoCame(3);
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2,false", "TLSv1.3,false", "TLSv1.2,true", "TLSv1.3,true"})
  void takesPhotosFromJava(String version, boolean implicit) throws Exception {
    var client = client(implicit, version);
    connect(client, implicit ? ingest.implicitTlsPort() : ingest.port());
    client.enterLocalPassiveMode();
    assertThatItUploads(client, "a.jpg", "b.jpg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_RSA_WITH_AES_128_CBC_SHA",
        "TLS_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
      })
  void takesPhotosFromCamerasThatKnowNoOtherCipher(String cipher) throws Exception {
    ingest.stop();
    certificate = TestCertificate.make(root.resolve("made"), "RSA").writeTo(root.resolve("tls"));
    ingest.start();
    var client = client(false, "TLSv1.2");
    client.setEnabledCipherSuites(new String[] {cipher});
    connect(client, ingest.port());
    client.enterLocalPassiveMode();
    assertThatItUploads(client, "a.jpg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void takesPhotosFromJavaThatListens(String version) throws Exception {
    ingest.stop();
    ingest.withActiveMode().start();
    var client = client(false, version);
    client.setServerSocketFactory(new FTPSServerSocketFactory(certificate.client()));
    connect(client, ingest.port());
    client.enterLocalActiveMode();
    assertThatItUploads(client, "a.jpg");
  }

  private FTPSClient client(boolean implicit, String version) throws Exception {
    var client = new FTPSClient(implicit, certificate.client());
    client.setEnabledProtocols(new String[] {version});
    client.setDefaultTimeout(20_000);
    return client;
  }

  private static void connect(FTPSClient client, int port) throws IOException {
    client.connect("127.0.0.1", port);
    assertThat(client.login("till-1", TestCameras.PASSWORD)).isTrue();
    client.execPBSZ(0);
    client.execPROT("P");
    client.setFileType(FTP.BINARY_FILE_TYPE);
  }

  private void assertThatItUploads(FTPSClient client, String... names) throws IOException {
    for (String name : names) {
      assertThat(client.storeFile(name, new ByteArrayInputStream(Files.readAllBytes(photo))))
          .as(client.getReplyString())
          .isTrue();
    }
    client.quit();
    assertThatThePhotoCame(names.length);
  }

  private void assertThatThePhotoCame(int times) throws IOException {
    byte[] sent = Files.readAllBytes(photo);
    await().atMost(SOON).until(() -> !ingest.analyzer().taken().isEmpty());
    assertThat(ingest.analyzer().taken())
        .allSatisfy(given -> assertThat(given.jpeg().getBytes()).isEqualTo(sent));
    assertThat(
            ingest.meter("storelens.ingest.uploads", "outcome", "stored")
                + ingest.meter("storelens.ingest.uploads", "outcome", "repeated"))
        .isEqualTo(times);
    assertThat(handshakes("control", "completed")).isEqualTo(1);
    assertThat(handshakes("data", "completed")).isEqualTo(times);
    assertThat(handshakes("data", "failed")).isZero();
  }

  private double handshakes(String connection, String outcome) {
    return ingest.meter(
        "storelens.ingest.tls.handshakes", "connection", connection, "outcome", outcome);
  }

  private List<String> curl(String options) {
    var command =
        new ArrayList<>(
            List.of(
                tool("curl"),
                "-sS",
                "-m",
                "20",
                "--cacert",
                root.resolve("tls/tls.crt").toString(),
                "-u",
                "till-1:" + TestCameras.PASSWORD,
                "-T",
                photo.toString()));
    Collections.addAll(command, options.split(" "));
    return command;
  }

  private static String tool(String name) {
    var found =
        List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), name + " is not installed");
    return found.get().toString();
  }

  private String run(List<String> command) throws Exception {
    var output = root.resolve("output.txt");
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(40, TimeUnit.SECONDS);
    process.destroyForcibly();
    var text = Files.readString(output);
    assertThat(ended).as(text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
