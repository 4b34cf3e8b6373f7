package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storelens.contract.config.IngestLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever comes over the control connection, the server goes on and nothing is left of it. */
class ControlFuzzIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final PrintStream CONSOLE = System.out;
  private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();

  private static Path root;
  private static IngestFixture ingest;

  /** What one client sends. */
  record Talk(boolean logsIn, boolean connects, List<byte[]> pieces) {
    @Override
    public String toString() {
      var text = new StringBuilder(logsIn ? "logged in" : "stranger");
      text.append(connects ? ", with data" : "");
      pieces.forEach(
          piece ->
              text.append(' ')
                  .append(
                      new String(piece, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?")));
      return text.toString();
    }
  }

  @BeforeContainer
  static void start() throws IOException {
    System.setOut(new PrintStream(LOG, true, StandardCharsets.UTF_8));
    root = Files.createTempDirectory("storelens-fuzz");
    var limits =
        new IngestLimits(
            250,
            16,
            Duration.ofSeconds(5),
            5,
            Duration.ofMinutes(1),
            Duration.ofSeconds(5),
            0,
            Duration.ofSeconds(5));
    ingest =
        new IngestFixture(root)
            .cameras(TestCameras.camera("till-1"))
            .limits(limits)
            .maxSessions(300)
            .dataIdle(Duration.ofSeconds(2))
            .controlIdle(Duration.ofSeconds(5))
            .start();
  }

  @AfterContainer
  static void stop() throws IOException {
    ingest.close();
    System.setOut(CONSOLE);
    try (var files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 300)
  void survivesAnything(@ForAll("talks") Talk talk) throws IOException {
    try (var client =
        talk.logsIn
            ? RawCamera.login("127.0.0.1", ingest.port(), "till-1")
            : new RawCamera("127.0.0.1", ingest.port())) {
      var data = talk.logsIn && talk.connects ? client.data() : new Socket();
      try (data) {
        for (byte[] piece : talk.pieces) {
          client.write(piece);
          if (data.isConnected()) {
            data.getOutputStream().write(piece);
          }
        }
      }
    } catch (IOException hungUp) {
      assertThat(hungUp.getMessage()).matches("(?i).*(reset|broken pipe|aborted).*");
    }
    try (var next = new RawCamera("127.0.0.1", ingest.port())) {
      assertThat(next.reply()).startsWith("220");
      assertThat(next.send("NOOP")).startsWith("200");
    }
  }

  @AfterProperty
  void nothingIsLeft() throws IOException {
    await().atMost(SOON).until(() -> ingest.meter("storelens.ingest.sessions") == 0);
    await().atMost(SOON).until(() -> ingest.meter("storelens.ingest.transfers") == 0);
    assertThat(ingest.meter("storelens.ingest.passive.ports.free")).isEqualTo(20);
    assertThat(ingest.waiting()).isEmpty();
    assertThat(ingest.files("aside")).isEmpty();
    assertThat(Thread.getAllStackTraces().values())
        .as("threads that are still in a command")
        .noneMatch(
            stack ->
                List.of(stack).stream()
                    .anyMatch(frame -> frame.getMethodName().equals("messageReceived")));
    assertThat(LOG.toString(StandardCharsets.UTF_8)).doesNotContain("\tat ", "failed", "ERROR");
    var camera = ingest.login("till-1");
    assertThat(camera.storeFile("a.jpg", new ByteArrayInputStream(TestPhotos.photo()))).isTrue();
    await().atMost(SOON).until(() -> ingest.analyzer().taken().size() == 1);
  }

  @Provide
  Arbitrary<Talk> talks() {
    var verb =
        Arbitraries.of(
            "USER", "ACCT", "CWD", "CDUP", "QUIT", "REIN", "PORT", "PASV", "TYPE", "STRU", "MODE",
            "RETR", "STOR", "STOU", "APPE", "ALLO", "REST", "RNFR", "RNTO", "ABOR", "DELE", "RMD",
            "MKD", "PWD", "LIST", "NLST", "SITE", "SYST", "STAT", "HELP", "NOOP", "FEAT", "OPTS",
            "AUTH", "PBSZ", "PROT", "EPRT", "EPSV", "LANG", "MDTM", "MLSD", "MLST", "SIZE", "CLNT",
            "MFMT", "XPWD", "stor", "", " ", "\0");
    var argument =
        Arbitraries.oneOf(
            Arbitraries.of(
                "",
                "ALL",
                "1",
                "2",
                "99999999999999999999",
                "-1",
                "TLS",
                "../../../etc/passwd",
                "\\..\\..",
                "a.jpg",
                "%s%n%x",
                "${jndi:ldap://x}",
                "\"",
                "\"\"",
                "S",
                "F",
                "I",
                "A",
                "127,0,0,1,0,21",
                "|1|127.0.0.1|21|",
                "UTF8 ON",
                "0",
                "x".repeat(4000),
                "x".repeat(9000)),
            Arbitraries.strings().ofMaxLength(40),
            Arbitraries.strings().all().ofMaxLength(20));
    var end = Arbitraries.of("\r\n", "\r\n", "\r\n", "\n", "\r", "", "\r\n\r\n");
    Arbitrary<byte[]> line =
        Combinators.combine(verb, argument, end)
            .as((v, a, e) -> (v + " " + a + e).getBytes(StandardCharsets.UTF_8));
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(600);
    Arbitrary<byte[]> telnet =
        Arbitraries.of((byte) 0xFF, (byte) 0xF4, (byte) 0xF2, (byte) '\r', (byte) '\n', (byte) 'A')
            .array(byte[].class)
            .ofMaxSize(20);
    var pieces = Arbitraries.oneOf(line, line, line, noise, telnet).list().ofMaxSize(12);
    return Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(true, false), pieces)
        .as(Talk::new);
  }
}
