package io.storelens.e2e;

import static io.storelens.e2e.StoreFolder.CAMERA;
import static io.storelens.e2e.StoreFolder.OTHER_CAMERA;
import static io.storelens.e2e.StoreFolder.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storelens.embedded.debian.HostTool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain's own camera or tool uploads a portrait, and a manager sees the customer. */
class PhotoToReportE2E {
  /** The promise: a photo is in the reports this long after its 226. */
  private static final Duration VISIBLE = Duration.ofSeconds(2);

  @TempDir private static Path folder;
  private static StorelensProcess storelens;

  @BeforeAll
  static void start() {
    // The astronaut's portrait is 512 pixels wide, her face some 110: a store with close-up
    // cameras.
    var config = StoreFolder.write(folder.resolve("config"), 80, 40);
    storelens = new StorelensProcess(config, folder).start();
    // The first photo loads models and code; a camera's day does not begin with a measurement.
    uploadWithCurl(Portrait.MAN.path(), "warm-up.jpg", OTHER_CAMERA);
    await().atMost(Duration.ofSeconds(30)).until(() -> Summary.of(storelens).photos() == 1);
  }

  @AfterAll
  static void stop() {
    storelens.close();
  }

  @Test
  void countsPortraitsUploadedByForeignClientsOnce() {
    var before = Summary.of(storelens);

    uploadWithCurl(Portrait.MAN.path(), "one.jpg", CAMERA);
    seen(before, new Change(1, 0, 1, 1));

    uploadWithLftp(Portrait.WOMAN.path(), "two.jpg", CAMERA);
    seen(before, new Change(2, 1, 1, 2));

    // The same photos again, by a third client and under other names, count nothing.
    uploadWithFtplib(Portrait.MAN.path(), "three.jpg", CAMERA);
    uploadWithFtplib(Portrait.WOMAN.path(), "four.jpg", CAMERA);
    // The same portrait from another camera is another photo.
    uploadWithFtplib(Portrait.WOMAN.path(), "five.jpg", OTHER_CAMERA);
    seen(before, new Change(3, 2, 1, 3));
  }

  @Test
  void refusesWhatIsNoPhotoWithoutLosingCount() {
    var before = Summary.of(storelens);
    var pom = Path.of(System.getProperty("storelens.home"), "pom.xml");

    var curl = ChildProcess.run(curl(pom, "not-a-photo.jpg", CAMERA, PASSWORD));

    assertThat(curl.status()).isNotZero();
    assertThat(curl.output()).contains("553");
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              var now = Summary.of(storelens);
              assertThat(now.refused()).isEqualTo(before.refused() + 1);
              assertThat(now.photos()).isEqualTo(before.photos());
            });
  }

  @Test
  void letsNobodyInWithAWrongPassword() {
    var curl = ChildProcess.run(curl(Portrait.MAN.path(), "x.jpg", CAMERA, "wrong"));
    assertThat(curl.status()).isEqualTo(67);
    assertThat(storelens.output()).doesNotContain(PASSWORD);
  }

  private static void seen(Summary before, Change change) {
    await("customers in the summary")
        .atMost(VISIBLE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> {
              var now = Summary.of(storelens);
              assertThat(
                      new Change(
                          now.customers() - before.customers(),
                          now.female() - before.female(),
                          now.male() - before.male(),
                          now.photos() - before.photos()))
                  .isEqualTo(change);
            });
  }

  private record Change(int customers, int female, int male, int photos) {}

  private static void uploadWithCurl(Path photo, String name, String camera) {
    acknowledged(ChildProcess.run(curl(photo, name, camera, PASSWORD)));
  }

  private static List<String> curl(Path photo, String name, String camera, String password) {
    return List.of(
        HostTool.CURL.path().toString(),
        "--silent",
        "--show-error",
        "--verbose",
        "--user",
        camera + ":" + password,
        "--upload-file",
        photo.toString(),
        "ftp://127.0.0.1:" + storelens.ftpPort() + "/" + name);
  }

  private static void uploadWithLftp(Path photo, String name, String camera) {
    String script =
        "debug 9; set net:max-retries 1; open -u %s,%s -p %d 127.0.0.1; put %s -o %s"
            .formatted(camera, PASSWORD, storelens.ftpPort(), photo, name);
    acknowledged(ChildProcess.run(List.of(HostTool.LFTP.path().toString(), "-c", script)));
  }

  private static void uploadWithFtplib(Path photo, String name, String camera) {
    String script =
        """
        import ftplib, sys
        port, user, password, path, name = sys.argv[1:]
        ftp = ftplib.FTP()
        ftp.connect("127.0.0.1", int(port), 10)
        ftp.login(user, password)
        with open(path, "rb") as photo:
            print(ftp.storbinary("STOR " + name, photo))
        ftp.quit()
        """;
    acknowledged(
        ChildProcess.run(
            List.of(
                HostTool.PYTHON.path().toString(),
                "-c",
                script,
                Integer.toString(storelens.ftpPort()),
                camera,
                PASSWORD,
                photo.toString(),
                name)));
  }

  private static void acknowledged(ChildProcess client) {
    assertThat(client.status()).as(client.output()).isZero();
    assertThat(client.output()).contains("226");
  }
}
