package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pod that was broken into can do no more than its work: no token, no rights, few peers. */
@Tag("node")
class LeastPrivilegeE2E {
  private static Installation installation;

  @BeforeAll
  static void install() {
    installation = Installation.in("storelens-privilege");
    installation.applyChain();
  }

  @AfterAll
  static void remove() {
    installation.close();
  }

  @ParameterizedTest
  @CsvSource({"eu-west-ingest", "eu-west-analyzer", "storelens-report", "storelens-database"})
  void givesPodsNoRights(String account) {
    var rights =
        installation.rows(
            "auth",
            "can-i",
            "--list",
            "--no-headers",
            "--as",
            "system:serviceaccount:" + installation.namespace() + ":" + account);
    // What everybody has who is logged in: to ask about themselves, and for the API's versions.
    assertThat(rights)
        .allMatch(
            right ->
                right.startsWith("selfsubject")
                    || right.strip().matches("\\[(/[a-z.0-9*/-]+\\s?)+]\\s+\\[]\\s+\\[get]"));
  }

  @Test
  void mountsNoTokenIntoPodsThatDoNotAskTheApiServer() {
    for (var component : List.of("ingest", "analyzer", "report", "database")) {
      for (var pod : installation.pods(component)) {
        var spec = installation.get("pod", pod).path("spec");
        assertThat(spec.path("volumes")).as(pod).noneMatch(LeastPrivilegeE2E::hasToken);
        assertThat(spec.at("/containers/0/securityContext/readOnlyRootFilesystem").asBoolean())
            .as(pod)
            .isTrue();
      }
    }
  }

  private static boolean hasToken(JsonNode volume) {
    return volume.at("/projected/sources").findValue("serviceAccountToken") != null;
  }

  /** Who asks, by its labels; whom; on which port; and whether it is heard. */
  @ParameterizedTest
  @CsvSource({
    "camera,     ingest,   2121, Succeeded",
    "camera,     analyzer, 8080, Failed",
    "camera,     database, 5432, Failed",
    "ingest,     analyzer, 8080, Succeeded",
    "ingest,     database, 5432, Failed",
    "analyzer,   database, 5432, Succeeded",
    "analyzer,   ingest,   2121, Failed",
    "report,     analyzer, 8080, Failed",
  })
  void letsPodsReachWhomTheyNeed(String from, String to, int port, String phase) {
    var address = installation.get("pod", installation.pods(to).get(0)).at("/status/podIP");
    var name = "visitor-" + from + "-" + to;
    var labels = new ArrayList<String>();
    if (!from.equals("camera")) {
      labels.add("app.kubernetes.io/name: storelens");
      labels.add("app.kubernetes.io/part-of: storelens");
      labels.add("app.kubernetes.io/component: " + from);
      labels.add("app.kubernetes.io/instance: " + Installation.REGION);
      labels.add("storelens.io/region: " + Installation.REGION);
    }
    installation.applyText(
        Chart.file("e2e/src/test/resources/node/visitor-of.yaml")
            .replace("@NAME@", name)
            .replace("@LABELS@", String.join(", ", labels))
            .replace("@ADDRESS@", address.asText())
            .replace("@PORT@", Integer.toString(port)));
    await(name)
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(installation.get("pod", name).at("/status/phase").asText())
                    .isEqualTo(phase));
    installation.ask("delete", "pod", name, "--wait=false");
  }
}
