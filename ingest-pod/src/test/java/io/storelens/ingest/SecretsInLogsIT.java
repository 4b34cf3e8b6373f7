package io.storelens.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program's own settings of the log, at their most talkative. */
class SecretsInLogsIT {
  @TempDir Path root;
  private IngestFixture around;
  private ChildIngest ingest;

  @BeforeEach
  void startIngest() throws IOException {
    around = new IngestFixture(root).cameras(TestCameras.camera("till-1"));
    ingest =
        ChildIngest.start(
            root,
            around.analyzer().uri(),
            List.of("-Dlogback.configurationFile=logback.xml"),
            "TRACE");
  }

  @AfterEach
  void stopIngest() throws InterruptedException {
    ingest.kill();
    around.close();
  }

  @Test
  void holdNothingACameraOrStrangerSent() throws Exception {
    // Given
    var secrets = new ArrayList<String>();
    // When
    for (String line :
        List.of(
            "USER %s",
            "PASS %s",
            "PASS  %s ",
            "pass %s",
            "PAS %s",
            "%s",
            "PASS\t%s",
            "PASS %s\0",
            "ACCT %s",
            "SITE PSWD %s",
            "AUTH %s",
            "OPTS UTF8 %s",
            "PASS %s" + "x".repeat(5000))) {
      say(line, secrets);
    }
    try (var camera = RawCamera.login("127.0.0.1", ingest.port(), "till-1")) {
      camera.send("MKD " + secret(secrets));
      camera.send("SIZE " + secret(secrets));
      Socket half = camera.data();
      camera.write("STOR " + secret(secrets) + ".jpg");
      half.getOutputStream().write(secret(secrets).getBytes(StandardCharsets.US_ASCII));
      half.close();
      assertThat(camera.reply()).startsWith("150");
      assertThat(camera.reply()).startsWith("553");
      Socket whole = camera.data();
      camera.write("STOR " + secret(secrets) + ".jpg");
      whole.getOutputStream().write(TestPhotos.photo());
      whole.close();
      assertThat(camera.reply()).startsWith("150");
      assertThat(camera.reply()).startsWith("226");
      RawCamera.reset(camera.data());
      camera.write("STOR " + secret(secrets));
    }
    wrongPassword(secrets);
    ingest.kill();
    // Then
    secrets.add(TestCameras.PASSWORD);
    var log = Files.readString(ingest.log());
    assertThat(log).contains("ready for cameras", "wrong password", "DEBUG");
    for (String secret : secrets) {
      assertThat(log.contains(secret)).as(secret).isFalse();
    }
    assertThat(log).doesNotContain("\tat ");
  }

  private void wrongPassword(List<String> secrets) throws IOException {
    try (var stranger = new RawCamera("127.0.0.1", ingest.port())) {
      stranger.reply();
      stranger.send("USER till-1");
      assertThat(stranger.send("PASS " + secret(secrets))).startsWith("530");
    }
  }

  private void say(String line, List<String> secrets) throws IOException {
    try (var stranger = new RawCamera("127.0.0.1", ingest.port())) {
      assertThat(stranger.reply()).startsWith("220");
      stranger.send(line.formatted(secret(secrets)));
    }
  }

  private static String secret(List<String> secrets) {
    var secret = "Geheim%04d".formatted(secrets.size());
    secrets.add(secret);
    return secret;
  }
}
