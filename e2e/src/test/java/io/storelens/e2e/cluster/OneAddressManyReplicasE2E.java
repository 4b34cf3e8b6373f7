package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** One address serves a region, whichever replica a connection lands on, and while one goes. */
@Tag("node")
@Order(3)
@ExtendWith(SharedInstallation.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OneAddressManyReplicasE2E {
  private static final int PHOTOS = 1000;
  private static final double RATE = 20;
  private static final Duration CAUGHT_UP = Duration.ofMinutes(10);

  private static Installation installation;
  private static FtpClients clients;

  @BeforeAll
  static void install(Installation shared) {
    installation = shared;
    clients = new FtpClients(installation);
  }

  @Test
  @Order(1)
  void spreadsAThousandUploadsOverBothReplicasAndLosesNone() {
    // Given
    int before = installation.photos();
    int first = stored(0);
    int second = stored(1);
    // When
    var tally = clients.cameras(PHOTOS, RATE);
    // Then
    assertThat(tally.acknowledged()).isEqualTo(PHOTOS);
    assertThat(tally.repeated()).isZero();
    assertThat(stored(0) - first).isGreaterThan(PHOTOS / 4);
    assertThat(stored(1) - second).isGreaterThan(PHOTOS / 4);
    assertThat(stored(0) + stored(1) - first - second).isEqualTo(PHOTOS);
    installation.awaitPhotos(before + PHOTOS, CAUGHT_UP);
  }

  @Test
  @Order(2)
  void countsEveryAcknowledgedPhotoOnceWhenAReplicaIsDeleted() {
    // Given
    int before = installation.photos();
    var uploads = clients.camerasMeanwhile(PHOTOS / 2, RATE);
    await("uploads are under way")
        .atMost(CAUGHT_UP)
        .until(() -> installation.photos() > before + 50);
    // When
    installation.ask("delete", "pod", "eu-west-ingest-0-0", "--wait=false");
    // Then
    var tally = uploads.join();
    assertThat(tally.acknowledged()).isEqualTo(PHOTOS / 2);
    assertThat(tally.givenUp()).isZero();
    installation.awaitPhotos(before + PHOTOS / 2, CAUGHT_UP);
    installation.awaitReady();
  }

  /** How many photos an FTP server has stored since its start, by its metrics. */
  private static int stored(int replica) {
    var pod = installation.get("pod", "eu-west-ingest-" + replica + "-0");
    var address = pod.at("/status/podIP").asText();
    return installation
        .toolbox()
        .ask("curl", "--silent", "--fail", "http://" + address + ":9090/metrics")
        .lines()
        .filter(line -> line.startsWith("storelens_ingest_uploads_total{outcome=\"stored\""))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
