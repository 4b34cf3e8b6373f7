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

/** Analyzers come with the load and go with it, and are there before the doors open. */
@Tag("node")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AnalyzerScalesE2E {
  private static final int PHOTOS = 900;
  private static final Duration SCALED = Duration.ofMinutes(6);

  private static Installation installation;

  @BeforeAll
  static void install() {
    installation = Installation.in("storelens-scales");
    installation.applyChain();
  }

  @AfterAll
  static void remove() {
    installation.close();
  }

  @Test
  @Order(1)
  void addsAnalyzersUnderLoadAndTakesThemAwayAgainWithoutLosingAPhoto() {
    // Given
    assertThat(installation.pods("analyzer")).hasSize(1);
    // When: more comes than the one was given cores for
    var uploads = new FtpClients(installation.ftpAddress()).camerasMeanwhile(PHOTOS, 15, 1);
    // Then
    await("a second analyzer works")
        .atMost(SCALED)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> installation.get("deployment", "eu-west-analyzer"),
            deployment -> deployment.at("/status/readyReplicas").asInt() > 1);
    assertThat(uploads.join().givenUp()).isZero();
    // And when the load is gone
    await("one analyzer is left")
        .atMost(SCALED)
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> installation.pods("analyzer").size() == 1);
    installation.awaitPhotos(PHOTOS, Duration.ofMinutes(1));
  }

  @Test
  @Order(2)
  void hasTheAnalyzersThatAStoreNeedsBeforeItOpens() {
    // Given
    assertThat(minReplicas()).isOne();
    // When: a busy store opens within the lead time
    installation.ask(
        "patch",
        "store.storelens.io",
        "paris-001",
        "--type=merge",
        "--patch",
        Openings.soon("Europe/Paris", Duration.ofMinutes(5), 4_000_000));
    // Then
    await("the minimum has risen")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(minReplicas()).isEqualTo(3));
    await("the analyzers are there")
        .atMost(SCALED)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> installation.get("deployment", "eu-west-analyzer"),
            deployment -> deployment.at("/status/readyReplicas").asInt() == 3);
  }

  private static int minReplicas() {
    return installation
        .get("horizontalpodautoscaler", "eu-west-analyzer")
        .at("/spec/minReplicas")
        .asInt();
  }
}
