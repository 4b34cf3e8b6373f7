package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** From the chart and the YAML of a chain to customers in the reports, on a real node. */
@Tag("node")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PhotoToReportE2E {
  private static final Duration SOON = Duration.ofSeconds(60);

  private static Installation installation;
  private static FtpClients clients;

  @BeforeAll
  static void install() {
    installation = Installation.in("storelens-photo");
    installation.applyChain();
    clients = new FtpClients(installation.ftpAddress());
  }

  @AfterAll
  static void remove() {
    installation.close();
  }

  @Test
  @Order(1)
  void tellsEachCameraWhereAndAsWhomToUpload() {
    var camera = installation.get("camera.storelens.io", "paris-001-checkout-1").path("status");
    assertThat(camera.at("/address/host").asText() + ":" + camera.at("/address/port").asText())
        .isEqualTo(installation.ftpAddress());
    assertThat(installation.secret(camera.path("credentialsSecret").asText(), "password"))
        .hasSizeGreaterThan(15);
    assertThat(installation.pods("ingest")).hasSize(2);
  }

  @Test
  @Order(2)
  void countsThePhotosOfCurlAndLftpOnce() {
    // Given
    var status = installation.get("camera.storelens.io", "paris-001-checkout-1").path("status");
    var secret = status.path("credentialsSecret").asText();
    var user = installation.secret(secret, "username");
    var password = installation.secret(secret, "password");
    // When
    clients.curl(user, password, Chart.HOME.resolve("photos/astronaut.jpg"));
    clients.lftp(user, password, Chart.HOME.resolve("photos/president-obama.jpg"));
    clients.lftp(user, password, Chart.HOME.resolve("photos/president-obama.jpg"));
    // Then
    installation.awaitPhotos(2, SOON);
    var summary = installation.summary();
    assertThat(summary.path("customers").asInt()).isEqualTo(2);
    assertThat(summary.at("/gender/female").asInt()).isOne();
    assertThat(summary.at("/gender/male").asInt()).isOne();
  }

  @Test
  @Order(3)
  void countsThePhotosOfSimulatedCameras() {
    int before = installation.summary().path("photos").asInt();
    var tally = clients.cameras(60, 10, 1);
    assertThat(tally.acknowledged()).isEqualTo(60);
    assertThat(tally.repeated()).isZero();
    installation.awaitPhotos(before + 60, SOON);
  }

  @Test
  @Order(4)
  void logsNoError() {
    for (var workload :
        new String[] {
          "deployment/storelens-operator",
          "deployment/storelens-report",
          "deployment/eu-west-analyzer",
          "statefulset/eu-west-ingest-0",
          "statefulset/eu-west-ingest-1"
        }) {
      assertThat(installation.log(workload)).as(workload).doesNotContain(" ERROR ");
    }
  }
}
