package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A chain is taken down as docs/operations.md says; what stays is what is said there. */
@Tag("node")
@Order(9)
@ExtendWith(SharedInstallation.class)
class UninstallE2E {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final int PHOTOS = 40;

  private static Installation installation;

  @BeforeAll
  static void install(Installation shared) {
    installation = shared;
  }

  @Test
  void losesNoPhotoAndLeavesTheDatabaseAndTheUsersOwnSecrets() {
    // Given: photos that may still wait in the spools
    int before = installation.photos();
    var tally = new FtpClients(installation).cameras(PHOTOS, 20);
    assertThat(tally.acknowledged()).isEqualTo(PHOTOS);
    // When
    installation.ask("delete", "cameras.storelens.io,stores.storelens.io", "--all");
    installation.ask("delete", "regions.storelens.io", "--all", "--wait=true", "--timeout=180s");
    // Then
    installation.awaitPhotos(before + PHOTOS, SOON);
    await("the region's parts are gone")
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(installation.pods("ingest")).isEmpty();
              assertThat(installation.pods("analyzer")).isEmpty();
              assertThat(left("persistentvolumeclaims"))
                  .containsExactly("data-storelens-database-0");
            });
    assertThat(installation.operatorLog()).isNotBlank().doesNotContain(" ERROR ");
    // When
    installation.helm("uninstall", "storelens", "--wait");
    // Then
    assertThat(left("secrets"))
        .filteredOn(name -> !name.matches("paris-001-checkout-[2-9]|" + FtpCertificate.SECRET))
        .containsExactlyInAnyOrder("storelens-database", "storelens-directory-salt");
    assertThat(left("leases")).containsExactly("storelens-operator");
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
    assertThat(left("configmaps")).containsExactly("kube-root-ca.crt");
    assertThat(left("customresourcedefinitions"))
        .filteredOn(name -> name.endsWith("storelens.io"))
        .hasSize(3);
  }

  private static List<String> left(String kinds) {
    return installation.rows(
        "get", kinds, "--output", "jsonpath={range .items[*]}{.metadata.name}{'\\n'}{end}");
  }
}
