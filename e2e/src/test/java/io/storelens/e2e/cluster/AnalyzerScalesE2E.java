package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Analyzers come with the load and go with it, and are there before the doors open. */
@Tag("node")
@Order(6)
@ExtendWith(SharedInstallation.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AnalyzerScalesE2E {
  private static final int PHOTOS = 600;
  private static final int MORE_PHOTOS = 120;
  private static final Duration SCALED = Duration.ofMinutes(12);
  private static final Duration CAUGHT_UP = Duration.ofMinutes(5);
  private static final String BUSY = "paris-002";

  private static Installation installation;

  @BeforeAll
  static void install(Installation shared) {
    installation = shared;
    assumeTrue(
        installation.cluster().kubectl("get", "--raw", "/apis/metrics.k8s.io/v1beta1").isEmpty(),
        "the autoscaler of this cluster has no metrics: no metrics-server answers");
    // The autoscaler's own five minutes tell nothing here; the operator leaves what it does not
    // set.
    installation.ask(
        "patch",
        "horizontalpodautoscaler",
        "eu-west-analyzer",
        "--type=merge",
        "--patch",
        "{\"spec\": {\"behavior\": {\"scaleDown\": {\"stabilizationWindowSeconds\": 20}}}}");
  }

  @Test
  @Order(1)
  void addsAnalyzersUnderLoadAndTakesThemAwayAgainWithoutLosingAPhoto() {
    // Given
    awaitAnalyzers("one analyzer works", 1);
    int before = installation.photos();
    var clients = new FtpClients(installation);
    // When: more comes than the one was given cores for
    var uploads = clients.camerasMeanwhile(PHOTOS, 15);
    // Then
    await("a second analyzer works")
        .atMost(SCALED)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> analyzersReady() > 1);
    assertThat(uploads.join().acknowledged()).isEqualTo(PHOTOS);
    // And when less comes
    var fewer = clients.camerasMeanwhile(MORE_PHOTOS, 1);
    awaitAnalyzers("one analyzer is left", 1);
    // Then
    assertThat(fewer.join().acknowledged()).isEqualTo(MORE_PHOTOS);
    installation.awaitPhotos(before + PHOTOS + MORE_PHOTOS, CAUGHT_UP);
  }

  @Test
  @Order(2)
  void hasTheAnalyzersThatAStoreNeedsBeforeItOpens() {
    // Given
    assertThat(minReplicas()).isOne();
    // When: a busy store opens within the lead time
    installation.applyText(
        Openings.store(BUSY, Installation.REGION, Duration.ofMinutes(9), 1_000_000));
    // Then: minutes before it opens
    await("the minimum has risen")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> minReplicas() == 3);
    await("the analyzers are there")
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> analyzersReady() == 3);
    // And when nothing is expected any more
    installation.ask("delete", "store.storelens.io", BUSY);
    // Then
    await("the minimum has gone down")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> minReplicas() == 1);
    awaitAnalyzers("one analyzer is left", 1);
  }

  private static void awaitAnalyzers(String what, int number) {
    await(what)
        .atMost(SCALED)
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> installation.pods("analyzer").size() == number && analyzersReady() == number);
  }

  private static int analyzersReady() {
    return installation.get("deployment", "eu-west-analyzer").at("/status/readyReplicas").asInt();
  }

  private static int minReplicas() {
    return installation
        .get("horizontalpodautoscaler", "eu-west-analyzer")
        .at("/spec/minReplicas")
        .asInt();
  }
}
