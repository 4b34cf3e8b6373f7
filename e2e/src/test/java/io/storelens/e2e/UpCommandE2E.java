package io.storelens.e2e;

import static io.storelens.e2e.StoreFolder.CAMERA;
import static io.storelens.e2e.StoreFolder.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storelens.embedded.database.EmbeddedDatabase;
import io.storelens.embedded.debian.HostTool;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Someone starts Storelens, and is told what is wrong in words that help. */
class UpCommandE2E {
  @TempDir private Path folder;

  @Test
  void refusesBadResourcesWithFileFieldAndRemedy() throws Exception {
    var config = StoreFolder.write(folder.resolve("config"), 200, 100);
    Files.writeString(
        config.resolve("bad.yaml"),
        """
        apiVersion: storelens.io/v1alpha1
        kind: Store
        metadata: {name: lyon-001}
        spec:
          region: eu-west
          country: FR
          city: Lyon
          timeZone: Europe/Lyon
          workingHours:
            - {days: [Mon], opens: "20:00", closes: "08:00"}
          openOnHolidays: true
        """);

    var up = up("--config", config.toString());

    assertThat(up.status()).isEqualTo(1);
    assertThat(up.output())
        .contains("bad.yaml: Store/lyon-001: spec.openOnHolidays")
        .contains(
            "bad.yaml: Store/lyon-001: spec.workingHours[0].closes: closes must be after opens")
        .doesNotContain("\tat ");
  }

  @Test
  void namesThePortThatIsTaken() throws Exception {
    var config = StoreFolder.write(folder.resolve("config"), 200, 100);
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var up =
          up("--config", config.toString(), "--ftp-port", Integer.toString(taken.getLocalPort()));
      assertThat(up.status()).isEqualTo(1);
      assertThat(up.output())
          .contains("storelens: ")
          .contains(Integer.toString(taken.getLocalPort()))
          .doesNotContain("\tat ");
    }
  }

  @Test
  void explainsAnOptionThatIsWrong() {
    var up = up("--passive-ports", "9-3");
    assertThat(up.status()).isEqualTo(2);
    assertThat(up.output()).contains("--passive-ports").contains("range of ports such as");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "401", "a year"})
  void explainsHowManyDaysCanBeMadeUp(String days) {
    var up = up("--sample-history", days);
    assertThat(up.status()).isEqualTo(2);
    assertThat(up.output()).contains("--sample-history").contains("number of days from 1 to 400");
  }

  @Test
  void makesUpNoCustomersAmongRealOnes() {
    var up = up("--sample-history", "30", "--database", "jdbc:postgresql://127.0.0.1:1/storelens");
    assertThat(up.status()).isEqualTo(2);
    assertThat(up.output()).contains("--sample-history is for the embedded database");
  }

  @Test
  void worksOnADatabaseThatIsGiven() throws Exception {
    var config = StoreFolder.write(folder.resolve("config"), 200, 100);
    try (var database = EmbeddedDatabase.start(folder.resolve("database"), words -> {});
        var storelens = new StorelensProcess(config, folder)) {
      storelens.start("--database", database.jdbcUrl());
      var curl =
          ChildProcess.run(
              List.of(
                  HostTool.CURL.path().toString(),
                  "--silent",
                  "--user",
                  CAMERA + ":" + PASSWORD,
                  "--upload-file",
                  Portrait.MAN.path().toString(),
                  "ftp://127.0.0.1:" + storelens.ftpPort() + "/"));
      assertThat(curl.status()).isZero();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(Summary.of(storelens)).isEqualTo(new Summary(1, 0, 1, 1, 0)));
      assertThat(storelens.data().resolve("database")).doesNotExist();
      assertThat(storelens.output()).doesNotContain("password=");
    }
  }

  @Test
  void stopsInOrderOnCtrlCWhileSampleCamerasUpload() {
    var examples = Path.of(System.getProperty("storelens.home"), "examples");
    try (var storelens = new StorelensProcess(examples, folder)) {
      storelens.startWithSampleCameras();
      // The analyzer has as much to do as it can, or had just a moment ago.
      await("photos are analysed")
          .atMost(Duration.ofMinutes(2))
          .until(() -> Summary.of(storelens).photos() >= 10);

      assertThat(storelens.interrupt()).as("exit status of Ctrl-C").isEqualTo(130);

      assertThat(storelens.output())
          .contains("sample cameras upload the", "Stopping in order")
          .endsWith("Stopped\n")
          .doesNotContain("Exception", "\tat ", "WARN");
    }
  }

  private ChildProcess up(String... options) {
    var command = new ArrayList<String>();
    command.addAll(List.of(StorelensProcess.command(), "up", "--no-simulator"));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    int first = FreePorts.inARow(4);
    command.addAll(List.of("--http-port", Integer.toString(first)));
    command.addAll(List.of("--management-port", Integer.toString(first + 1)));
    command.addAll(List.of(options));
    return ChildProcess.run(command);
  }
}
