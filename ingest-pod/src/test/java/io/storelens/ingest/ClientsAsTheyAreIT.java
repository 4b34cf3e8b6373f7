package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.directory.SkewPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays the dialogues of {@code src/test/resources/cameras} against a real ingest. */
class ClientsAsTheyAreIT {
  private static final Path FOLDER = Path.of("src/test/resources/cameras");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Pattern PASV = Pattern.compile(".*,(\\d+),(\\d+)\\).*");
  private static final Pattern EPSV = Pattern.compile(".*\\|\\|\\|(\\d+)\\|\\).*");

  @TempDir static Path root;
  private static IngestFixture ingest;

  static List<CameraDialogue> dialogues() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".txt"))
          .sorted()
          .flatMap(ClientsAsTheyAreIT::read)
          .toList();
    }
  }

  private static Stream<CameraDialogue> read(Path file) {
    try {
      return CameraDialogue.read(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  static void startIngest() throws IOException {
    var policy = TestCameras.policy(SkewPolicy.USE_CAMERA, CaptureSource.values());
    ingest =
        new IngestFixture(root)
            .cameras(
                dialogues().stream()
                    .map(dialogue -> TestCameras.camera(dialogue.username(), policy))
                    .toArray(CameraEntry[]::new))
            .start();
  }

  @AfterAll
  static void stopIngest() {
    ingest.close();
  }

  @ParameterizedTest
  @MethodSource("dialogues")
  void holdsTheDialogue(CameraDialogue dialogue) throws IOException {
    try (var player = new Player(dialogue)) {
      for (var step : dialogue.steps()) {
        player.play(step);
      }
      assertThat(player.given()).hasSize(player.stored);
    }
  }

  /** The camera of one dialogue. */
  private static final class Player implements AutoCloseable {
    private final String username;
    private final RawCamera camera;
    private int dataPort;
    private Instant before;
    private int stored;
    private double ignored;
    private double half;

    private Player(CameraDialogue dialogue) throws IOException {
      username = dialogue.username();
      camera = RawCamera.login("127.0.0.1", ingest.port(), username);
    }

    private void play(CameraDialogue.Step step) throws IOException {
      switch (step.kind()) {
        case '>' -> say(step.text());
        case '<' -> hear(step.text());
        case '~' -> transfer(step.text());
        default -> check(step.text());
      }
    }

    private void say(String line) throws IOException {
      before = Instant.now();
      ignored = uploads("ignored");
      half = uploads("half");
      camera.write(line);
    }

    private void hear(String code) throws IOException {
      var reply = camera.reply();
      assertThat(reply).startsWith(code + " ");
      var pasv = PASV.matcher(reply);
      var epsv = EPSV.matcher(reply);
      if (code.equals("227") && pasv.matches()) {
        dataPort = Integer.parseInt(pasv.group(1)) * 256 + Integer.parseInt(pasv.group(2));
      } else if (code.equals("229") && epsv.matches()) {
        dataPort = Integer.parseInt(epsv.group(1));
      }
    }

    private void transfer(String what) throws IOException {
      try (var data = new Socket(InetAddress.getLoopbackAddress(), dataPort)) {
        if (what.equals("list")) {
          assertThat(data.getInputStream().readAllBytes()).isEmpty();
        } else {
          data.getOutputStream().write(content(what));
        }
      }
    }

    private static byte[] content(String what) {
      byte[] photo = TestPhotos.photo();
      return switch (what) {
        case "photo" -> photo;
        case "half" -> Arrays.copyOf(photo, photo.length / 2);
        case "text" -> "This is a test.".getBytes(StandardCharsets.US_ASCII);
        case "video" -> new byte[1 << 20];
        case "nothing" -> new byte[0];
        default -> throw new IllegalArgumentException(what);
      };
    }

    private void check(String expectation) {
      var words = expectation.split(" ", -1);
      switch (words[0]) {
        case "stored" -> checkStored(words);
        case "ignored" -> assertThat(uploads("ignored")).isEqualTo(ignored + 1);
        case "half" -> assertThat(uploads("half")).isEqualTo(half + 1);
        case "refused" ->
            assertThat(ingest.meter("storelens.ingest.refusals", "reason", words[1])).isPositive();
        default -> throw new IllegalArgumentException(expectation);
      }
    }

    private void checkStored(String... words) {
      stored++;
      await().untilAsserted(() -> assertThat(given()).hasSize(stored));
      var photo = given().get(stored - 1).photo();
      if (words[1].equals("arrival")) {
        assertThat(photo.source()).isEqualTo(CaptureSource.ARRIVAL);
        assertThat(photo.capturedAt()).isBetween(before, Instant.now());
      } else {
        var time = LocalDateTime.parse(words[1]).atZone(PARIS).toInstant();
        assertThat(photo.capturedAt()).isEqualTo(time);
        assertThat(photo.cameraTime()).contains(time);
        assertThat(photo.source())
            .isEqualTo(words[2].equals("exif") ? CaptureSource.EXIF : CaptureSource.FILE_NAME);
      }
    }

    private List<FakeAnalyzer.Given> given() {
      return ingest.analyzer().taken().stream()
          .filter(given -> given.photo().camera().equals(username))
          .toList();
    }

    private static double uploads(String outcome) {
      return ingest.meter("storelens.ingest.uploads", "outcome", outcome);
    }

    @Override
    public void close() throws IOException {
      camera.close();
    }
  }
}
