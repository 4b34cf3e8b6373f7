package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storelens.contract.config.IngestLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers and broken cameras, who must not keep the others from uploading. */
class DefenceIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path root;
  private IngestFixture ingest;

  @BeforeEach
  void writeDirectory() {
    ingest =
        new IngestFixture(root)
            .cameras(TestCameras.camera("till-1"), TestCameras.camera("till-2"))
            .dataIdle(Duration.ofSeconds(5));
  }

  @AfterEach
  void stopIngest() {
    ingest.close();
  }

  @Test
  void locksAGuessedCameraOutAndNotItsNeighbours() throws IOException {
    // Given
    ingest.limits(limits(8, 250, Duration.ofSeconds(30), Duration.ofMinutes(5), 0)).start();
    try (var guesser = connect()) {
      guesser.send("USER till-1");
      assertThat(guesser.send("PASS a")).startsWith("530");
      guesser.send("USER till-1");
      assertThat(guesser.send("PASS b")).startsWith("530");
    }
    // When
    long begin = System.nanoTime();
    try (var guesser = connect();
        var neighbour = connect()) {
      guesser.send("USER till-1");
      assertThat(guesser.send("PASS " + TestCameras.PASSWORD)).startsWith("421 Too many wrong");
      assertThat(guesser.reply()).isNull();
      neighbour.send("USER till-2");
      assertThat(neighbour.send("PASS " + TestCameras.PASSWORD)).startsWith("230");
    }
    // Then
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    assertThat(ingest.meter("storelens.ingest.logins", "outcome", "locked")).isEqualTo(1);
  }

  @Test
  void letsOneCameraWithAnOldPasswordNotLockOutThoseThatShareItsAccount() throws IOException {
    // Given: two wrong passwords are enough
    ingest.limits(limits(8, 250, Duration.ofSeconds(30), Duration.ofMinutes(5), 0)).start();
    try (var old = connect()) {
      for (int time = 1; time <= 2; time++) {
        old.send("USER till-1");
        assertThat(old.send("PASS an old password")).startsWith("530");
      }
      old.send("USER till-1");
      assertThat(old.send("PASS an old password")).startsWith("421");
    }
    // When
    try (var sibling = connect()) {
      sibling.send("USER till-1");
      // Then
      assertThat(sibling.send("PASS " + TestCameras.PASSWORD)).startsWith("230");
    }
    assertThat(ingest.meter("storelens.ingest.logins", "outcome", "refused")).isEqualTo(3);
    assertThat(ingest.meter("storelens.ingest.logins", "outcome", "locked")).isZero();
  }

  @Test
  void tellsNobodyByLocksWhichNamesAreKnown() throws IOException {
    ingest.limits(limits(8, 250, Duration.ofSeconds(30), Duration.ofMinutes(5), 0)).start();
    try (var guesser = connect()) {
      guesser.send("USER nobody");
      guesser.send("PASS a");
      guesser.send("PASS b");
      assertThat(guesser.send("PASS c")).startsWith("421 Too many wrong");
    }
  }

  @Test
  void limitsSessionsOfOneAddress() throws IOException {
    ingest.limits(limits(8, 3, Duration.ofSeconds(30), Duration.ofMinutes(5), 0)).start();
    try (var one = connect();
        var two = connect();
        var three = connect();
        var four = new RawCamera("127.0.0.1", ingest.port());
        var elsewhere = new RawCamera("127.0.0.1", "127.0.0.2", ingest.port())) {
      assertThat(four.reply()).startsWith("421 Too many sessions from this address");
      assertThat(elsewhere.reply()).startsWith("220");
      assertThat(List.of(one.send("NOOP"), two.send("NOOP"), three.send("NOOP")))
          .allMatch(reply -> reply.startsWith("200"));
      assertThat(one.send("QUIT")).startsWith("221");
      await().atMost(SOON).until(() -> greets("127.0.0.1"));
    }
  }

  @Test
  void endsTheOldestUnusedSessionOfACameraThatComesAgain() throws IOException {
    // Given
    ingest.limits(limits(2, 250, Duration.ofSeconds(30), Duration.ofMinutes(5), 0)).start();
    try (var left = login("till-1");
        var working = login("till-1")) {
      var data = working.data();
      assertThat(working.send("STOR a.jpg")).startsWith("150");
      // When
      try (var again = login("till-1");
          var other = login("till-2")) {
        // Then
        assertThat(left.reply()).startsWith("421 Too many sessions of this camera");
        assertThat(again.send("PWD")).startsWith("257");
        assertThat(other.send("PWD")).startsWith("257");
        data.getOutputStream().write(TestPhotos.photo());
        data.close();
        assertThat(working.reply()).startsWith("226");
      }
    }
  }

  @Test
  void endsSessionsThatDoNotLogInHoweverBusyTheyAre() throws IOException {
    ingest.limits(limits(8, 250, Duration.ofSeconds(1), Duration.ofMinutes(5), 0)).start();
    try (var talker = connect();
        var dripper = connect();
        var camera = login("till-1")) {
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                dripper.write("N".getBytes(StandardCharsets.US_ASCII));
                return talker.send("NOOP").startsWith("421 Too long without a login");
              });
      assertThat(dripper.reply()).startsWith("421 Too long without a login");
      assertThat(camera.send("PWD")).startsWith("257");
    }
  }

  @Test
  void endsUploadsThatDrip() throws IOException {
    ingest.limits(limits(8, 250, Duration.ofSeconds(30), Duration.ofMinutes(5), 1000)).start();
    try (var camera = login("till-1")) {
      byte[] photo = TestPhotos.photo();
      var data = camera.data();
      assertThat(camera.send("STOR a.jpg")).startsWith("150");
      var out = data.getOutputStream();
      var sent = new AtomicInteger();
      await()
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                try {
                  out.write(photo, sent.getAndIncrement(), 1);
                  return ingest.meter("storelens.ingest.transfers") == 0;
                } catch (IOException hungUp) {
                  return true;
                }
              });
      assertThat(camera.reply()).startsWith("426").contains("fewer than 1000 bytes a second");
    }
    assertThat(ingest.waiting()).isEmpty();
    assertThat(ingest.meter("storelens.ingest.uploads", "outcome", "broken")).isEqualTo(1);
  }

  @Test
  void endsUploadsThatTakeTooLong() throws IOException {
    ingest.limits(limits(8, 250, Duration.ofSeconds(30), Duration.ofSeconds(1), 0)).start();
    try (var camera = login("till-1");
        var data = camera.data()) {
      assertThat(camera.send("STOR a.jpg")).startsWith("150");
      assertThat(camera.reply()).startsWith("426").contains("longer than 1.0 s");
      assertThat(data.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(ingest.waiting()).isEmpty();
  }

  @Test
  void refusesControlCharactersAndLongLines() throws IOException {
    ingest.start();
    try (var camera = login("till-1")) {
      assertThat(camera.send("MKD a\0b")).startsWith("501");
      assertThat(camera.send("STOR a\tb.jpg")).startsWith("501");
      assertThat(camera.send("CWD \u001b[2J")).startsWith("501");
      assertThat(camera.send("MKD caf\u00e9")).startsWith("257 \"/caf\u00e9\"");
      assertThat(camera.send("MKD " + "x".repeat(5000))).startsWith("500 Line too long");
      assertThat(camera.reply()).isNull();
    }
  }

  @Test
  void hangsUpOnThoseThatFloodItWithCommands() throws IOException {
    // Given
    ingest.start();
    var flood = "NOOP\r\n".repeat(200_000).getBytes(StandardCharsets.US_ASCII);
    try (var camera = login("till-1")) {
      var data = camera.data();
      assertThat(camera.send("STOR a.jpg")).startsWith("150");
      // When
      try {
        camera.write(flood);
      } catch (IOException e) {
        assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|aborted).*");
      }
      // Then
      await().atMost(SOON).until(() -> ingest.meter("storelens.ingest.sessions") == 0);
      data.close();
    }
    assertThat(ingest.waiting()).isEmpty();
    assertThat(
            ingest.login("till-1").storeFile("a.jpg", new ByteArrayInputStream(TestPhotos.photo())))
        .isTrue();
  }

  @Test
  void letsNoCrowdOfStrangersKeepACameraFromItsDataPort() throws IOException {
    ingest.start();
    var strangers = new ArrayList<Socket>();
    try (var camera = login("till-1")) {
      // Given
      int port = camera.dataPort();
      for (int stranger = 0; stranger < 100; stranger++) {
        strangers.add(camera.connect(port, "127.0.0.2"));
      }
      // When
      long begin = System.nanoTime();
      var data = camera.connect(port, "127.0.0.1");
      var waited = Duration.ofNanos(System.nanoTime() - begin);
      camera.write("STOR a.jpg");
      data.getOutputStream().write(TestPhotos.photo());
      data.close();
      // Then
      assertThat(camera.reply()).startsWith("150");
      assertThat(camera.reply()).startsWith("226");
      assertThat(waited).as("no packet is lost to a full queue").isLessThan(Duration.ofMillis(900));
    } finally {
      for (Socket stranger : strangers) {
        stranger.close();
      }
    }
  }

  private static IngestLimits limits(
      int perUser, int perAddress, Duration loginTime, Duration uploadTime, long rate) {
    return new IngestLimits(
        perAddress,
        perUser,
        loginTime,
        2,
        Duration.ofMinutes(1),
        uploadTime,
        rate,
        Duration.ofSeconds(1));
  }

  private RawCamera connect() throws IOException {
    var camera = new RawCamera("127.0.0.1", ingest.port());
    assertThat(camera.reply()).startsWith("220");
    return camera;
  }

  private boolean greets(String from) throws IOException {
    try (var camera = new RawCamera("127.0.0.1", from, ingest.port())) {
      return camera.reply().startsWith("220");
    }
  }

  private RawCamera login(String username) throws IOException {
    return RawCamera.login("127.0.0.1", ingest.port(), username);
  }
}
