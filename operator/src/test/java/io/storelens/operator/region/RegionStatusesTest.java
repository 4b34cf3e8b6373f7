package io.storelens.operator.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.storelens.crds.region.Region;
import io.storelens.crds.region.RegionStatus;
import io.storelens.operator.capacity.Forecast;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegionStatusesTest {
  private static final Instant NOW = Instant.parse("2026-12-07T06:00:00Z");
  private static final Forecast FORECAST =
      new Forecast(2, "minReplicas", Optional.of(new Forecast.Change(NOW.plusSeconds(3600), 4)));

  private final RegionStatuses statuses = new RegionStatuses(Clock.fixed(NOW, ZoneOffset.UTC));
  private final Region region = GoldenRegion.read("plain");

  RegionStatusesTest() {
    region.getMetadata().setGeneration(7L);
  }

  @Test
  void runsWhenCamerasCanUploadAndPhotosAreAnalysed() {
    var status = statuses.of(region, view(2, 1, List.of(), List.of(), List.of()));

    assertThat(reason(status, "Ready")).isEqualTo("Running");
    assertThat(reason(status, "Degraded")).isEqualTo("NoTrouble");
    assertThat(status.address()).isEqualTo("203.0.113.7");
    assertThat(status.port()).isEqualTo(21);
    assertThat(status.capacity().nextChange()).isEqualTo("2026-12-07T07:00:00Z");
    assertThat(status.capacity().nextMinReplicas()).isEqualTo(4);
    assertThat(status.conditions())
        .allSatisfy(condition -> assertThat(condition.getObservedGeneration()).isEqualTo(7));
  }

  @Test
  void lessThanIsWantedIsDegradedAndNothingAtAllIsNotReady() {
    assertThat(reason(statuses.of(region, view(1, 1)), "Ready")).isEqualTo("Running");
    assertThat(reason(statuses.of(region, view(1, 1)), "Degraded"))
        .isEqualTo("IngestReplicasMissing");
    assertThat(reason(statuses.of(region, view(0, 1)), "Ready")).isEqualTo("IngestNotReady");
    assertThat(reason(statuses.of(region, view(2, 0)), "Ready")).isEqualTo("AnalyzersNotReady");
    assertThat(reason(statuses.of(region, view(2, 0)), "Degraded")).isEqualTo("AnalyzersMissing");
  }

  @Test
  void whatOthersMustProvideIsToldFirst() {
    var shortages = Shortage.of(region, false, name -> false);
    var status = statuses.of(region, view(0, 0, shortages, List.of("Service x: no"), List.of()));

    assertThat(reason(status, "Ready")).isEqualTo("DatabaseUnknown");
    assertThat(message(status, "Ready")).contains("Secret eu-west-database", "DATABASE_URL");
    assertThat(reason(status, "Degraded")).isEqualTo("Refused");
    assertThat(message(status, "Degraded")).contains("Service x: no");
  }

  @Test
  void everyThingThatIsMissingHasARemedy() {
    var full = GoldenRegion.read("full");

    assertThat(Shortage.of(full, true, name -> false))
        .extracting(Shortage::reason)
        .containsExactly("TlsSecretMissing", "ProviderSecretMissing", "ArchiveSecretMissing");
    assertThat(
            Shortage.of(
                full, true, Set.of("ftp-certificate", "azure-key", "archive-key")::contains))
        .isEmpty();
    assertThat(Shortage.of(full, true, name -> false))
        .allSatisfy(one -> assertThat(one.message()).contains("spec.", "Make it"));
  }

  @Test
  void regionThatGoesTellsWhatItWaitsForAndTheWayOut() {
    var status = statuses.of(region, view(0, 1, List.of(), List.of(), List.of(0, 1)));

    assertThat(reason(status, "Ready")).isEqualTo("Draining");
    assertThat(message(status, "Ready"))
        .contains("FTP servers 0, 1", "storelens.io/abandon-spool=true");
  }

  @Test
  void sameViewGivesAnEqualStatusLater() {
    var first = statuses.of(region, view(2, 1));
    region.setStatus(first);

    var later =
        new RegionStatuses(Clock.fixed(NOW.plusSeconds(3600), ZoneOffset.UTC))
            .of(region, view(2, 1));

    assertThat(later).isEqualTo(first);
  }

  private static RegionView view(int ingest, int analyzers) {
    return view(ingest, analyzers, List.of(), List.of(), List.of());
  }

  private static RegionView view(
      int ingest,
      int analyzers,
      List<Shortage> shortages,
      List<String> refusals,
      List<Integer> holding) {
    return new RegionView(
        Optional.of("203.0.113.7"),
        Optional.of(21),
        3,
        30,
        ingest,
        analyzers,
        FORECAST,
        shortages,
        refusals,
        holding);
  }

  private static String reason(RegionStatus status, String type) {
    return condition(status, type).getReason();
  }

  private static String message(RegionStatus status, String type) {
    return condition(status, type).getMessage();
  }

  private static Condition condition(RegionStatus status, String type) {
    return status.conditions().stream()
        .filter(one -> one.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }
}
