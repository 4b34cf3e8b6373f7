package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A platform team upgrades from the chart before while cameras upload. There is no release yet: the
 * chart before is this one under another version, with the same programs under other image names,
 * so that every pod is renewed.
 */
@Tag("node")
@Order(8)
@ExtendWith(SharedInstallation.class)
class UpgradeE2E {
  private static final Duration RENEWED = Duration.ofMinutes(6);
  private static final Duration UNDER_WAY = Duration.ofMinutes(5);
  private static final Duration CAUGHT_UP = Duration.ofMinutes(3);
  private static final int PHOTOS = 300;

  private static Installation installation;

  @TempDir private Path folder;

  @BeforeAll
  static void install(Installation shared) {
    installation = shared;
  }

  @Test
  void renewsEveryPodAndLosesNoPhoto() {
    // Given
    var tagBefore = Images.tagBefore(installation.cluster());
    var packaged =
        Cluster.helm(
            "package",
            Chart.FOLDER.toString(),
            "--version",
            "0.0.1",
            "--app-version",
            tagBefore,
            "--destination",
            folder.toString());
    assertThat(packaged.status()).as(packaged.output()).isZero();
    upgrade(folder.resolve("storelens-0.0.1.tgz"));
    await("all pods are those before")
        .atMost(Duration.ofMinutes(12))
        .pollInterval(Duration.ofSeconds(2))
        .ignoreExceptions()
        .until(() -> isRenewed(tagBefore));
    int before = installation.photos();
    var uploads = new FtpClients(installation).camerasMeanwhile(PHOTOS, 2);
    await("uploads are under way")
        .atMost(UNDER_WAY)
        .ignoreExceptions()
        .until(() -> installation.photos() > before + 5);
    // When
    upgrade(Chart.FOLDER);
    // Then
    Recovery.within(
        RENEWED,
        "upgrade, until every pod is renewed",
        () -> isRenewed(Chart.version()) && installation.summary("").has("photos"));
    assertThat(uploads.join().acknowledged()).isEqualTo(PHOTOS);
    installation.awaitPhotos(before + PHOTOS, CAUGHT_UP);
  }

  private static void upgrade(Path chart) {
    installation.helm(
        "upgrade",
        "storelens",
        chart.toString(),
        "--reset-then-reuse-values",
        "--take-ownership",
        "--force-conflicts");
  }

  private static boolean isRenewed(String tag) {
    var images =
        installation.rows(
            "get",
            "pods",
            "--output",
            "jsonpath={range .items[*]}{.spec.containers[0].image}{'\\n'}{end}");
    return images.stream().allMatch(image -> image.endsWith(":" + tag))
        && installation.notReady().isEmpty()
        && installation.isRegionReady();
  }
}
