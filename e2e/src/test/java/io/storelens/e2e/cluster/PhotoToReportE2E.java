package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the chart and the YAML of a chain to customers in the reports, on a real node. */
@Tag("node")
@Order(2)
@ExtendWith(SharedInstallation.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PhotoToReportE2E {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final int PHOTOS = 60;

  private static Installation installation;
  private static FtpClients clients;

  @BeforeAll
  static void install(Installation shared) {
    installation = shared;
    clients = new FtpClients(installation);
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
  void countsThePhotosOfCurlWithAndWithoutTlsAndOfLftpOnce() {
    // Given
    var before = installation.summary("");
    var status = installation.get("camera.storelens.io", "paris-001-checkout-1").path("status");
    var secret = status.path("credentialsSecret").asText();
    var user = installation.secret(secret, "username");
    var password = installation.secret(secret, "password");
    var young = clients.fresh(FtpClients.OBAMA);
    var old = clients.fresh(FtpClients.BIDEN);
    var small = clients.fresh(FtpClients.ASTRONAUT);
    // When
    assertThat(clients.curl(user, password, young)).isEqualTo(new Cluster.Outcome(0, ""));
    assertThat(clients.curlOverTls(user, password, small)).isEqualTo(new Cluster.Outcome(0, ""));
    assertThat(clients.lftp(user, password, old).status()).isZero();
    assertThat(clients.lftp(user, password, old).status()).isZero();
    // Then
    installation.awaitPhotos(before.path("photos").asInt() + 3, SOON);
    assertThat(added("/customers", before)).isEqualTo(2);
    assertThat(added("/gender/male", before)).isEqualTo(2);
    assertThat(added("/belowRequirements", before)).isOne();
  }

  private static int added(String figure, JsonNode before) {
    return installation.summary("").at(figure).asInt() - before.at(figure).asInt();
  }

  @Test
  @Order(3)
  void refusesAWrongPassword() {
    var outcome = clients.curl("paris-001-checkout-1", "not the password", FtpClients.ASTRONAUT);
    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.output()).contains("530");
  }

  @Test
  @Order(4)
  void countsThePhotosOfSimulatedCameras() {
    int before = installation.photos();
    var tally = clients.cameras(PHOTOS, 10);
    assertThat(tally.acknowledged()).isEqualTo(PHOTOS);
    assertThat(tally.repeated()).isZero();
    installation.awaitPhotos(before + PHOTOS, SOON);
  }

  @ParameterizedTest
  @Order(5)
  @ValueSource(
      strings = {
        "deployment/storelens-report",
        "deployment/eu-west-analyzer",
        "statefulset/eu-west-ingest-0",
        "statefulset/eu-west-ingest-1"
      })
  void logsNoErrorAndNoPassword(String workload) {
    var password = installation.secret("paris-001-checkout-1-credentials", "password");
    assertThat(installation.log(workload))
        .isNotBlank()
        .doesNotContain(" ERROR ", password, "a sample password");
  }

  @Test
  @Order(6)
  void collectsWhatHelpersNeedWithoutSecrets(@TempDir Path folder) throws Exception {
    // When
    var diagnosis =
        Diagnosis.of(
            installation.cluster().kubeconfig(),
            folder.resolve("found.zip"),
            "--namespace",
            installation.namespace());
    // Then
    assertThat(diagnosis.status()).as(diagnosis.said()).isZero();
    assertThat(diagnosis.files().keySet())
        .anyMatch(name -> name.matches("logs/storelens-operator-.*/operator\\.log"))
        .anyMatch(name -> name.matches("logs/eu-west-analyzer-.*/analyzer\\.log"))
        .contains("logs/eu-west-ingest-0-0/ingest.log", "resources/events.yaml");
    assertThat(diagnosis.files().get("resources/events.yaml")).contains("involvedObject");
    for (var secret : List.of("paris-001-checkout-1-credentials", "storelens-database")) {
      var password = installation.secret(secret, "password");
      var encoded = Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8));
      assertThat(diagnosis.files().values())
          .as(secret)
          .noneMatch(text -> text.contains(password) || text.contains(encoded));
    }
  }
}
