package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.directory.SkewPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.apache.commons.net.ftp.FTP;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole conversations of cameras with the server. */
class DialogueIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path root;
  private IngestFixture ingest;

  @BeforeEach
  void writeDirectory() {
    ingest =
        new IngestFixture(root)
            .cameras(
                TestCameras.camera("till-1"),
                TestCameras.camera(
                    "named", TestCameras.policy(SkewPolicy.REFUSE, CaptureSource.FILE_NAME)));
  }

  @AfterEach
  void stopIngest() {
    ingest.close();
  }

  @Test
  void showsNothingToThoseWhoAreNotLoggedIn() throws IOException {
    ingest.start();
    try (var stranger = new RawCamera("127.0.0.1", ingest.port())) {
      assertThat(stranger.reply()).startsWith("220");
      for (String command : new String[] {"PASV", "EPSV", "STOR a", "PWD", "LIST", "SIZE a"}) {
        assertThat(stranger.send(command)).startsWith("530");
      }
    }
  }

  @Test
  void uploadsToAFolderThatExistsInNamesOnly() throws IOException {
    // Given
    ingest.analyzer().answerPhotosWith(503);
    var camera = ingest.start().login("till-1");
    byte[] photo = TestPhotos.photo();
    // When
    camera.makeDirectory("/cam/../etc");
    camera.changeWorkingDirectory("/cam/\\2026-11-24/./x/..");
    var folder = camera.printWorkingDirectory();
    boolean stored = camera.storeFile("../../../a \"1\".jpg", new ByteArrayInputStream(photo));
    // Then
    assertThat(folder).isEqualTo("/cam/2026-11-24");
    assertThat(stored).isTrue();
    assertThat(camera.getSize("/a \"1\".jpg")).isEqualTo(Integer.toString(photo.length));
    assertThat(camera.listNames()).isEmpty();
    assertThat(ingest.waiting()).hasSize(1);
  }

  @Test
  void takesANameForNoCommand() throws IOException {
    ingest.start();
    try (var camera = raw("till-1")) {
      int port = camera.dataPort();
      camera.send("SIZE ABOR");
      camera.send("CWD xABOR");
      var data = camera.connect(port, "127.0.0.1");
      assertThat(camera.send("STOR ABOR")).startsWith("150");
      data.getOutputStream().write(TestPhotos.photo());
      data.close();
      assertThat(camera.reply()).startsWith("226");
    }
  }

  @Test
  void takesPhotosInAsciiModeAsTheyAre() throws IOException {
    // Given
    var camera = ingest.start().login("till-1");
    byte[] photo = TestPhotos.photo();
    // When
    assertThat(camera.sendCommand("TYPE", "A")).isEqualTo(200);
    assertThat(camera.storeFile("a.jpg", new ByteArrayInputStream(photo))).isTrue();
    // Then
    await().atMost(SOON).until(() -> ingest.analyzer().taken().size() == 1);
    assertThat(ingest.analyzer().taken().get(0).jpeg().getBytes()).isEqualTo(photo);
  }

  @Test
  void worksForCamerasThatKnowEpsvAlone() throws IOException {
    var camera = ingest.start().login("till-1");
    camera.setUseEPSVwithIPv4(true);
    assertThat(camera.storeFile("a.jpg", new ByteArrayInputStream(TestPhotos.photo()))).isTrue();
    assertThat(camera.getPassiveHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void tellsTheExternalAddressInPasv() throws IOException {
    ingest.passiveAddress("192.0.2.17").start();
    try (var camera = raw("till-1")) {
      assertThat(camera.send("PASV")).matches("227 .*\\(192,0,2,17,\\d+,\\d+\\)");
    }
  }

  @Test
  void sendsPasvOverIpv6ToEpsv() throws IOException {
    var loopback = new byte[16];
    loopback[15] = 1;
    assumeTrue(NetworkInterface.getByInetAddress(InetAddress.getByAddress(loopback)) != null);
    ingest.host("::1").start();
    try (var camera = RawCamera.login("::1", ingest.port(), "till-1")) {
      assertThat(camera.send("PASV")).startsWith("425").contains("EPSV");
      var data = camera.data();
      assertThat(camera.send("STOR a.jpg")).startsWith("150");
      data.getOutputStream().write(TestPhotos.photo());
      data.close();
      assertThat(camera.reply()).startsWith("226");
    }
  }

  @Test
  void readsTheTimeFromTheWholePathInAnyCharacterSet() throws IOException {
    // Given
    ingest.start();
    var now = LocalDateTime.now(ZoneId.of("Europe/Paris"));
    var day = now.format(DateTimeFormatter.ofPattern("uuuu-MM-dd"));
    var time = now.format(DateTimeFormatter.ofPattern("HH/mm/ss"));
    try (var camera = raw("named")) {
      assertThat(camera.send("CWD 3J07/" + day)).startsWith("250");
      camera.write("CWD caf\u00e9\r\n".getBytes(StandardCharsets.ISO_8859_1));
      assertThat(camera.reply()).startsWith("250");
      assertThat(camera.send("CDUP")).startsWith("250");
      var data = camera.data();
      // When
      camera.write("STOR 001/jpg/" + time + "[M][0@0][1].jpg");
      data.getOutputStream().write(TestPhotos.photo());
      data.close();
      // Then
      assertThat(camera.reply()).startsWith("150");
      assertThat(camera.reply()).startsWith("226");
    }
    await().atMost(SOON).until(() -> ingest.analyzer().taken().size() == 1);
    var photo = ingest.analyzer().taken().get(0).photo();
    assertThat(photo.source()).isEqualTo(CaptureSource.FILE_NAME);
    assertThat(photo.cameraTime()).contains(photo.capturedAt());
  }

  @Test
  void refusesWrongPasswordsAndHangsUpAfterThree() throws IOException {
    // Given
    ingest.start();
    try (var camera = new RawCamera("127.0.0.1", ingest.port())) {
      camera.reply();
      // When
      assertThat(camera.send("USER till-1")).startsWith("331");
      assertThat(camera.send("PASS wrong")).startsWith("530");
      assertThat(camera.send("USER nobody")).startsWith("331");
      assertThat(camera.send("PASS " + TestCameras.PASSWORD)).startsWith("530");
      assertThat(camera.send("USER till-1")).startsWith("331");
      // Then
      assertThat(camera.send("PASS wrong")).startsWith("421");
      assertThat(camera.reply()).isNull();
    }
    assertThat(ingest.meter("storelens.ingest.logins", "outcome", "refused")).isEqualTo(3);
  }

  @Test
  void turnsAwaySessionsThatAreTooMany() throws IOException {
    ingest.maxSessions(1).start();
    try (var first = raw("till-1");
        var second = new RawCamera("127.0.0.1", ingest.port())) {
      assertThat(second.reply()).startsWith("421");
      assertThat(second.reply()).isNull();
      assertThat(first.send("NOOP")).startsWith("200");
    }
  }

  @Test
  void hangsUpOnIdleSessionsWithAWord() throws IOException {
    ingest.controlIdle(Duration.ofSeconds(1)).start();
    try (var camera = raw("till-1")) {
      assertThat(camera.reply()).startsWith("421");
      assertThat(camera.reply()).isNull();
    }
  }

  @Test
  void answersALineThatIsTooLong() throws IOException {
    ingest.start();
    try (var camera = raw("till-1")) {
      assertThat(camera.send("CWD " + "x".repeat(5000))).startsWith("500");
    }
  }

  @Test
  void saysWhenAllDataPortsAreInUse() throws IOException {
    // Given
    ingest.start();
    var sessions = new RawCamera[20];
    for (int i = 0; i < sessions.length; i++) {
      sessions[i] = raw(i % 2 == 0 ? "till-1" : "named");
      sessions[i].dataPort();
    }
    try (var late = raw("till-1")) {
      // When
      assertThat(late.send("EPSV")).startsWith("425");
      sessions[0].close();
      // Then
      await().atMost(SOON).until(() -> late.send("EPSV").startsWith("229"));
    }
    for (RawCamera session : sessions) {
      session.close();
    }
  }

  @Test
  void refusesToConnectToOthers() throws IOException {
    var camera = ingest.start().login("till-1");
    camera.enterLocalActiveMode();
    assertThat(camera.storeFile("a.jpg", new ByteArrayInputStream(TestPhotos.photo()))).isFalse();
    assertThat(camera.getReplyCode()).isEqualTo(502);
    assertThat(camera.setFileType(FTP.BINARY_FILE_TYPE)).isTrue();
  }

  private RawCamera raw(String camera) throws IOException {
    return RawCamera.login("127.0.0.1", ingest.port(), camera);
  }
}
