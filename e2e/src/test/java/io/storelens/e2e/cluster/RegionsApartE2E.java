package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two installations get the same YAML, and each runs the regions that its operator is told. They
 * share a database, and so a report on both.
 */
@Tag("node")
@Order(5)
@ExtendWith(SharedInstallation.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RegionsApartE2E {
  private static final String REGION = "us-east";
  private static final Path CHAIN = Chart.HOME.resolve("e2e/src/test/resources/node/us-east");
  private static final Duration READY = Duration.ofMinutes(5);
  private static final int PHOTOS = 30;

  private static Installation europe;
  private static Installation america;

  @BeforeAll
  static void install(Installation shared) {
    europe = shared;
    america =
        Installation.in(
            "storelens-us-east",
            REGION,
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: shared-database}
            stringData:
              url: %s
              user: %s
              password: %s
            """
                .formatted(
                    europe.secret("storelens-database", "url"),
                    europe.secret("storelens-database", "user"),
                    europe.secret("storelens-database", "password")),
            "--set",
            "crds.install=false",
            "--set",
            "database.secret=shared-database",
            "--set",
            "operator.replicas=1",
            "--set",
            "operator.regions={" + REGION + "}",
            "--set",
            "report.enabled=false");
    for (var installation : new Installation[] {europe, america}) {
      installation.apply(Installation.CHAIN);
      installation.apply(CHAIN);
    }
    america.awaitRegion();
  }

  @AfterAll
  static void remove() {
    europe.ask("delete", "--filename", CHAIN.toString());
    if (america != null) {
      america.remove();
    }
  }

  @Test
  @Order(1)
  void leavesARegionToTheOtherOperator() {
    assertThat(statefulSets(america)).allMatch(name -> name.startsWith("us-east-")).isNotEmpty();
    assertThat(statefulSets(europe)).noneMatch(name -> name.startsWith("us-east-"));
    assertThat(europe.get("region.storelens.io", REGION).path("status").isMissingNode()).isTrue();
    assertThat(america.get("region.storelens.io", "eu-west").path("status").isMissingNode())
        .isTrue();
    assertThat(america.operatorLog()).isNotBlank().doesNotContain(" ERROR ");
  }

  @Test
  @Order(2)
  void reportsOnEachRegionAndOnBoth() {
    // Given
    int all = europe.photos();
    int inEurope = europe.photos("region=eu-west");
    int inAmerica = europe.photos("region=" + REGION);
    // When
    assertThat(new FtpClients(europe).cameras(PHOTOS, 5).acknowledged()).isEqualTo(PHOTOS);
    assertThat(new FtpClients(america, CHAIN).cameras(2 * PHOTOS, 5).acknowledged())
        .isEqualTo(2 * PHOTOS);
    // Then
    await("the report counts the photos of both")
        .atMost(READY)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              assertThat(europe.photos("region=eu-west")).isEqualTo(inEurope + PHOTOS);
              assertThat(europe.photos("region=" + REGION)).isEqualTo(inAmerica + 2 * PHOTOS);
              assertThat(europe.photos()).isEqualTo(all + 3 * PHOTOS);
            });
  }

  private static List<String> statefulSets(Installation installation) {
    return installation.rows(
        "get",
        "statefulsets",
        "--output",
        "jsonpath={range .items[*]}{.metadata.name}{'\\n'}{end}");
  }
}
