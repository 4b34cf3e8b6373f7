package io.storelens.e2e;

import static io.storelens.e2e.StoreFolder.CAMERA;
import static io.storelens.e2e.StoreFolder.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storelens.embedded.database.EmbeddedDatabase;
import io.storelens.embedded.debian.HostTool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Someone asks whether a camera that uploads already will do. */
class CameraCheckE2E {
  @TempDir private Path folder;

  @Test
  void judgesACameraByWhatItSent() throws Exception {
    var config = StoreFolder.write(folder.resolve("config"), 200, 100);
    try (var storelens = new StorelensProcess(config, folder).start()) {
      var nothing = check(storelens, config);
      assertThat(nothing.status()).isEqualTo(1);
      assertThat(nothing.output()).contains("sent no photo in the last 24 hours");

      upload(storelens, Portrait.MAN, new Summary(1, 0, 1, 1, 0));
      var fits = check(storelens, config);
      assertThat(fits.output())
          .contains("Verdict   the camera fits")
          .contains("Photos    1, 1 with a customer")
          .contains("(asked: 200 and 100)");
      assertThat(fits.status()).isZero();

      upload(storelens, Portrait.WOMAN, new Summary(1, 0, 1, 2, 0));
      var inPart = check(storelens, config);
      assertThat(inPart.output())
          .contains("the camera fits in part")
          .contains("1 too small")
          .contains("Remedy    bring the camera to");
      assertThat(inPart.status()).isEqualTo(1);

      var named = EmbeddedDatabase.urlOfRunning(storelens.data().resolve("database")).orElseThrow();
      assertThat(check(storelens, config, "--database", named).output())
          .isEqualTo(inPart.output())
          .doesNotContain("password=");
    }
  }

  @Test
  void saysWhatToDoWhereNoStorelensRuns() throws Exception {
    var config = StoreFolder.write(folder.resolve("config"), 200, 100);

    var check = check(new StorelensProcess(config, folder), config);

    assertThat(check.status()).isEqualTo(1);
    assertThat(check.output()).contains("no Storelens runs on").contains("--database");
  }

  private static void upload(StorelensProcess storelens, Portrait portrait, Summary then) {
    var curl =
        ChildProcess.run(
            List.of(
                HostTool.CURL.path().toString(),
                "--silent",
                "--user",
                CAMERA + ":" + PASSWORD,
                "--upload-file",
                portrait.path().toString(),
                "ftp://127.0.0.1:" + storelens.ftpPort() + "/"));
    assertThat(curl.status()).isZero();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(Summary.of(storelens)).isEqualTo(then));
  }

  private static ChildProcess check(StorelensProcess storelens, Path config, String... options) {
    var command = new ArrayList<>(List.of(StorelensProcess.command(), "camera", "check", CAMERA));
    command.addAll(List.of("--config", config.toString(), "--data", storelens.data().toString()));
    command.addAll(List.of(options));
    return ChildProcess.run(command);
  }
}
