package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever fails while cameras upload, every acknowledged photo is counted once, and all is well
 * again within {@link #RECOVERED}; what waited is counted within {@link #CAUGHT_UP}.
 */
@Tag("node")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailuresE2E {
  /** Until the pods are ready again after one was killed, or the node's programs were. */
  private static final Duration RECOVERED = Duration.ofSeconds(90);

  /** Until what waited is in the reports. */
  private static final Duration CAUGHT_UP = Duration.ofMinutes(3);

  private static Installation installation;
  private static FtpClients clients;
  private static int delivered;

  @BeforeAll
  static void install() {
    installation = Installation.in("storelens-failures");
    installation.applyChain();
    clients = new FtpClients(installation.ftpAddress());
  }

  @AfterAll
  static void remove() {
    installation.close();
  }

  @ParameterizedTest
  @Order(1)
  @CsvSource({
    "io.storelens.ingest.IngestMain",
    "io.storelens.analyzer.AnalyzerMain",
    "io.storelens.operator.OperatorMain",
    "io.storelens.report.ReportMain",
    "bin/postgres"
  })
  void losesNothingWhenAProgramIsKilled(String program) {
    during(
        120,
        6,
        () -> {
          Cluster.script("enter", "pkill", "-KILL", "-f", program);
          awaitRecovery(program + " was killed");
        });
  }

  @Test
  @Order(2)
  void losesNothingWhenTheNodesProgramsRestart() {
    during(
        120,
        4,
        () -> {
          Cluster.script("restart-node");
          awaitRecovery("kubelet and containerd were killed");
        });
  }

  @Test
  @Order(3)
  void takesPhotosWhileTheDatabaseIsAwayForTwoMinutes() {
    installation.ask("scale", "statefulset", "storelens-database", "--replicas=0");
    await("the database is gone")
        .atMost(RECOVERED)
        .until(() -> installation.pods("database").isEmpty());
    // 240 photos at 2 a second: two minutes, in which each is acknowledged at once.
    var tally = clients.cameras(240, 2, seed());
    assertThat(tally.acknowledged()).isEqualTo(240);
    assertThat(tally.repeated()).isZero();
    installation.ask("scale", "statefulset", "storelens-database", "--replicas=1");
    counted(240);
  }

  @Test
  @Order(4)
  void answersAllThatHappenedWhileTheOperatorWasAway() {
    installation.ask("scale", "deployment", "storelens-operator", "--replicas=0");
    await("the operator is gone")
        .atMost(RECOVERED)
        .until(() -> installation.pods("operator").isEmpty());
    // As much as a chain changes in an hour: cameras come, change, go.
    for (int number : IntStream.range(0, 60).toArray()) {
      installation.applyText(NewCamera.yaml("till-" + number));
    }
    for (int number : IntStream.range(0, 30).toArray()) {
      installation.ask("delete", "camera.storelens.io", "till-" + number, "--wait=false");
    }
    // Cameras go on meanwhile.
    deliver(60, 6);
    installation.ask("scale", "deployment", "storelens-operator", "--replicas=2");
    await("the cameras that are left are Ready")
        .atMost(RECOVERED)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              var cameras = installation.conditions("cameras.storelens.io", "Ready");
              assertThat(cameras).hasSize(39).containsOnly("True");
            });
    installation.ask("delete", "cameras.storelens.io", "--selector=story=failures", "--wait=false");
  }

  @Test
  @Order(5)
  void handsOverWhatWaitedWhenTheWayToTheAnalyzersWasCut() {
    // Given: the policy lets the FTP servers reach nobody; the operator must not mend it yet
    installation.ask(
        "annotate",
        "region.storelens.io",
        Installation.REGION,
        "storelens.io/paused-reconciliation=true",
        "--overwrite");
    installation.ask(
        "patch",
        "networkpolicy",
        "eu-west-ingest",
        "--type=merge",
        "--patch",
        "{\"spec\": {\"egress\": []}}");
    // Connections that are there already may live on.
    installation.ask("delete", "pods", "--selector=app.kubernetes.io/component=analyzer");
    installation.awaitReady();
    int before = installation.summary().path("photos").asInt();
    // When
    var tally = clients.cameras(60, 6, seed());
    assertThat(tally.acknowledged()).isEqualTo(60);
    assertThat(installation.summary().path("photos").asInt()).isEqualTo(before);
    // And when the operator mends it
    installation.ask(
        "annotate",
        "region.storelens.io",
        Installation.REGION,
        "storelens.io/paused-reconciliation-");
    // Then
    counted(60);
  }

  @Test
  @Order(6)
  void logsNoErrorOfTheOperator() {
    assertThat(installation.log("deployment/storelens-operator")).doesNotContain(" ERROR ");
  }

  private static void during(int photos, double rate, Runnable failure) {
    var uploads = clients.camerasMeanwhile(photos, rate, seed());
    await("uploads are under way")
        .atMost(CAUGHT_UP)
        .ignoreExceptions()
        .until(() -> installation.summary().path("photos").asInt() > delivered + 5);
    failure.run();
    var tally = uploads.join();
    assertThat(tally.acknowledged()).isEqualTo(photos);
    assertThat(tally.givenUp()).isZero();
    counted(photos);
  }

  private static void deliver(int photos, double rate) {
    var tally = clients.cameras(photos, rate, seed());
    assertThat(tally.acknowledged()).isEqualTo(photos);
    counted(photos);
  }

  private static void counted(int photos) {
    delivered += photos;
    installation.awaitPhotos(delivered, CAUGHT_UP);
  }

  private static void awaitRecovery(String what) {
    var since = Instant.now();
    await("all pods are ready again after " + what)
        .atMost(RECOVERED)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .until(() -> installation.notReady().isEmpty() && installation.summary() != null);
    System.out.printf(
        "%s: ready again after %d s%n", what, Duration.between(since, Instant.now()).toSeconds());
  }

  /** Other photos each time. */
  private static long seed() {
    return 1000L + delivered;
  }
}
