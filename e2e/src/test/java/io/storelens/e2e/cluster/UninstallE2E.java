package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A chain is taken down as docs/operations.md says; what stays is what is said there. */
@Tag("node")
class UninstallE2E {
  private static final Duration SOON = Duration.ofMinutes(2);

  private static Installation installation;

  @BeforeAll
  static void install() {
    installation = Installation.in("storelens-uninstall");
    installation.applyChain();
  }

  @AfterAll
  static void remove() {
    installation.close();
  }

  @Test
  void losesNoPhotoAndLeavesTheDatabaseAndTheUsersOwnSecrets() {
    // Given: photos that may still wait in the spools
    var tally = new FtpClients(installation.ftpAddress()).cameras(40, 20, 1);
    assertThat(tally.acknowledged()).isEqualTo(40);
    // When
    installation.ask("delete", "cameras.storelens.io,stores.storelens.io", "--all");
    installation.ask("delete", "regions.storelens.io", "--all", "--wait=true", "--timeout=180s");
    // Then
    installation.awaitPhotos(40, SOON);
    await("the region's pods are gone")
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(installation.pods("ingest")).isEmpty();
              assertThat(installation.pods("analyzer")).isEmpty();
            });
    assertThat(left("persistentvolumeclaims")).containsExactly("data-storelens-database-0");
    // When
    installation.helm("uninstall", "storelens", "--wait");
    // Then
    assertThat(left("secrets"))
        .filteredOn(name -> !name.startsWith("paris-001-checkout-"))
        .containsExactly("storelens-database");
    await("all else is gone")
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        left(
                            "pods,deployments,statefulsets,services,roles,rolebindings,"
                                + "networkpolicies,poddisruptionbudgets,horizontalpodautoscalers"))
                    .isEmpty());
    assertThat(left("serviceaccounts")).containsExactly("default");
  }

  private static List<String> left(String kinds) {
    return installation.rows(
        "get", kinds, "--output", "jsonpath={range .items[*]}{.metadata.name}{'\\n'}{end}");
  }
}
