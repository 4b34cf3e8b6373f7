package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever fails while cameras upload, every acknowledged photo is counted once, and all is well
 * again within the times below.
 */
@Tag("node")
@Order(7)
@ExtendWith(SharedInstallation.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailuresE2E {
  /** Until the pods are ready again after one was killed, or the node's programs were. */
  private static final Duration RECOVERED = Duration.ofSeconds(90);

  /** Until what waited is in the reports. */
  private static final Duration CAUGHT_UP = Duration.ofMinutes(3);

  private static final Duration UNDER_WAY = Duration.ofMinutes(5);
  private static final int PHOTOS = 120;

  private static Installation installation;
  private static FtpClients clients;

  @BeforeAll
  static void install(Installation shared) {
    installation = shared;
    clients = new FtpClients(installation);
  }

  @ParameterizedTest
  @Order(1)
  @CsvSource({
    "ingest,   io.storelens.ingest.IngestMain",
    "analyzer, io.storelens.analyzer.AnalyzerMain",
    "operator, io.storelens.operator.OperatorMain",
    "report,   io.storelens.report.ReportMain",
    "database, postgresql/17/bin",
  })
  void losesNothingWhenProgramsAreKilled(String component, String program) {
    during(
        6,
        () -> {
          int starts = installation.restarts(component) + installation.pods(component).size();
          installation.toolbox().kill(installation.podUids(component), program);
          Recovery.within(
              RECOVERED,
              "kill -9 of every pod of the " + component,
              () -> installation.restarts(component) >= starts && isWell());
        });
  }

  @Test
  @Order(2)
  void losesNothingWhenTheNodesProgramsRestart() {
    during(
        4,
        () -> {
          var killed = Instant.now();
          installation.toolbox().restartNodes();
          var restarted = Instant.now();
          Recovery.since(
              killed,
              RECOVERED,
              "kill -9 of kubelet and containerd",
              () -> isAnyNodeHeardOfSince(restarted) && isWell());
          // And a new pod can be made.
          var ended = installation.pods("analyzer").get(0);
          installation.ask("delete", "pod", ended, "--wait=false");
          Recovery.within(
              RECOVERED,
              "a pod deleted after that",
              () -> !installation.pods("analyzer").contains(ended) && isWell());
        });
  }

  @Test
  @Order(3)
  void takesPhotosWhileTheDatabaseIsAwayForTwoMinutes() {
    int before = installation.photos();
    installation.ask("scale", "statefulset", "storelens-database", "--replicas=0");
    await("the database is gone").atMost(RECOVERED).until(() -> podsOf("database").isEmpty());
    // 240 photos at 2 a second: two minutes, in which each is acknowledged at once.
    var tally = clients.cameras(2 * PHOTOS, 2);
    assertThat(tally.acknowledged()).isEqualTo(2 * PHOTOS);
    assertThat(tally.repeated()).isZero();
    installation.ask("scale", "statefulset", "storelens-database", "--replicas=1");
    Recovery.within(
        CAUGHT_UP,
        "two minutes without database, until what waited is counted",
        () -> installation.photos() == before + 2 * PHOTOS && isWell());
  }

  @Test
  @Order(4)
  void answersAllThatHappenedWhileTheOperatorWasAway() {
    int before = installation.photos();
    int cameras = installation.conditions("cameras.storelens.io", "Ready").size();
    installation.ask("scale", "deployment", "storelens-operator", "--replicas=0");
    await("the operator is gone").atMost(RECOVERED).until(() -> podsOf("operator").isEmpty());
    // As much as a chain changes in an hour: cameras come and go.
    installation.applyText(NewCamera.yaml(60));
    installation.ask(
        Stream.concat(
                Stream.of("delete", "camera.storelens.io", "--wait=false"),
                IntStream.range(0, 30).mapToObj(number -> "till-" + number))
            .toArray(String[]::new));
    // The others go on meanwhile.
    assertThat(clients.cameras(PHOTOS / 2, 6).repeated()).isZero();
    installation.awaitPhotos(before + PHOTOS / 2, CAUGHT_UP);
    installation.ask("scale", "deployment", "storelens-operator", "--replicas=2");
    Recovery.within(
        RECOVERED,
        "an hour's changes without operator, until they are done",
        () -> {
          var ready = installation.conditions("cameras.storelens.io", "Ready");
          return ready.size() == cameras + 30
              && ready.stream().allMatch("True"::equals)
              && isWell();
        });
    installation.ask("delete", "cameras.storelens.io", "--selector=story=failures");
  }

  @Test
  @Order(5)
  void handsOverWhatWaitedWhenTheWayToTheAnalyzersWasCut() {
    Network.requirePolicies(installation.cluster());
    // Given: the policy lets the FTP servers reach nobody; the operator must not mend it yet
    int before = installation.photos();
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
    // When
    var tally = clients.cameras(PHOTOS / 2, 6);
    // Then
    assertThat(tally.acknowledged()).isEqualTo(PHOTOS / 2);
    assertThat(tally.repeated()).isZero();
    assertThat(installation.photos()).isEqualTo(before);
    // And when the operator mends it
    installation.ask(
        "annotate",
        "region.storelens.io",
        Installation.REGION,
        "storelens.io/paused-reconciliation-");
    // Then
    Recovery.within(
        CAUGHT_UP,
        "the way to the analyzers cut, until what waited is counted",
        () -> installation.photos() == before + PHOTOS / 2 && isWell());
  }

  @Test
  @Order(6)
  void refusesPhotosWhileItsDisksAreFullAndTakesThemAgainAfterwards() {
    // Given
    int before = installation.photos();
    int starts = installation.restarts("ingest");
    var pods = installation.pods("ingest");
    // When
    installation.disks().fill();
    // Then
    var refused = clients.curl("paris-001-checkout-2", "a sample password 2", FtpClients.BIDEN);
    assertThat(refused.status()).isNotZero();
    assertThat(refused.output()).contains("452");
    // And when cameras try again and again until there is room
    var uploads = clients.camerasMeanwhile(PHOTOS, 6);
    await("no FTP server is offered to cameras")
        .atMost(RECOVERED)
        .until(() -> installation.notReady().size() == pods.size());
    installation.disks().free();
    Recovery.within(RECOVERED, "full disks of the FTP servers", FailuresE2E::isWell);
    // Then
    assertThat(uploads.join().acknowledged()).isEqualTo(PHOTOS);
    installation.awaitPhotos(before + PHOTOS, CAUGHT_UP);
    assertThat(installation.pods("ingest")).isEqualTo(pods);
    assertThat(installation.restarts("ingest")).isEqualTo(starts);
  }

  /** Has {@link #PHOTOS} photos delivered, and {@code failure} happen meanwhile. */
  private static void during(double rate, Runnable failure) {
    int before = installation.photos();
    var uploads = clients.camerasMeanwhile(PHOTOS, rate);
    await("uploads are under way")
        .atMost(UNDER_WAY)
        .ignoreExceptions()
        .until(() -> installation.photos() > before + 5);
    failure.run();
    var tally = uploads.join();
    assertThat(tally.acknowledged()).isEqualTo(PHOTOS);
    assertThat(tally.givenUp()).isZero();
    installation.awaitPhotos(before + PHOTOS, CAUGHT_UP);
  }

  /** Pods are ready, the operator says so of the region, and the report answers. */
  private static boolean isWell() {
    return installation.notReady().isEmpty()
        && installation.isRegionReady()
        && installation.summary("").has("photos");
  }

  /** Also those that are ending. */
  private static List<String> podsOf(String component) {
    return installation.rows(
        "get", "pods", "--selector", "app.kubernetes.io/component=" + component, "-o", "name");
  }

  /** A kubelet renews a Lease every ten seconds. */
  private static boolean isAnyNodeHeardOfSince(Instant moment) {
    return installation
        .rows(
            "get",
            "leases",
            "--namespace=kube-node-lease",
            "--output",
            "jsonpath={range .items[*]}{.spec.renewTime}{'\\n'}{end}")
        .stream()
        .anyMatch(renewed -> Instant.parse(renewed).isAfter(moment));
  }
}
