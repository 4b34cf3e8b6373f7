package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One address serves a region, whichever replica a connection lands on, and while one goes. */
@Tag("node")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OneAddressManyReplicasE2E {
  private static final int PHOTOS = 1000;
  private static final double RATE = 20;
  private static final Duration CAUGHT_UP = Duration.ofMinutes(3);

  private static Installation installation;
  private static FtpClients clients;

  @BeforeAll
  static void install() {
    installation = Installation.in("storelens-address");
    installation.applyChain();
    clients = new FtpClients(installation.ftpAddress());
  }

  @AfterAll
  static void remove() {
    installation.close();
  }

  @Test
  @Order(1)
  void spreadsAThousandUploadsOverBothReplicasAndLosesNone() {
    var tally = clients.cameras(PHOTOS, RATE, 1);
    assertThat(tally.acknowledged()).isEqualTo(PHOTOS);
    assertThat(tally.repeated()).isZero();
    installation.awaitPhotos(PHOTOS, CAUGHT_UP);
    assertThat(stored(0)).isGreaterThan(PHOTOS / 4);
    assertThat(stored(1)).isGreaterThan(PHOTOS / 4);
    assertThat(stored(0) + stored(1)).isEqualTo(PHOTOS);
  }

  @Test
  @Order(2)
  void countsEveryAcknowledgedPhotoOnceWhenAReplicaIsDeleted() {
    // Given
    var uploads = clients.camerasMeanwhile(PHOTOS / 2, RATE, 2);
    await("uploads are under way")
        .atMost(CAUGHT_UP)
        .until(() -> installation.summary().path("photos").asInt() > PHOTOS + 50);
    // When
    installation.ask("delete", "pod", "eu-west-ingest-0-0", "--wait=false");
    // Then
    var tally = uploads.join();
    assertThat(tally.acknowledged()).isEqualTo(PHOTOS / 2);
    assertThat(tally.givenUp()).isZero();
    installation.awaitPhotos(PHOTOS + PHOTOS / 2, CAUGHT_UP);
    installation.awaitReady();
  }

  private static int stored(int replica) {
    return installation.photosStored("eu-west-ingest-" + replica + "-0");
  }
}
