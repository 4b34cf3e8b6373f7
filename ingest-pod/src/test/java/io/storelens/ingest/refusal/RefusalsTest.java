package io.storelens.ingest.refusal;

import static io.storelens.contract.handover.RefusalReason.NOT_A_PHOTO;
import static io.storelens.contract.handover.RefusalReason.TOO_LARGE;
import static io.storelens.contract.handover.RefusalReason.UNKNOWN_CAMERA;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storelens.contract.handover.RefusalReport;
import io.storelens.contract.handover.RefusalReport.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalsTest {
  private static final Instant HOUR = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir Path folder;

  @Test
  void sumsUpByCameraHourAndReason() {
    // Given
    var refusals = new Refusals(new SimpleMeterRegistry());
    // When
    refusals.count(Optional.of("till-1"), NOT_A_PHOTO, HOUR);
    refusals.count(Optional.of("till-1"), NOT_A_PHOTO, HOUR.plusSeconds(3599));
    refusals.count(Optional.of("till-1"), NOT_A_PHOTO, HOUR.plusSeconds(3600));
    refusals.count(Optional.of("till-1"), TOO_LARGE, HOUR);
    refusals.count(Optional.of("till-2"), TOO_LARGE, HOUR);
    // Then
    assertThat(refusals.take())
        .containsExactlyInAnyOrder(
            new Refusal("till-1", HOUR, NOT_A_PHOTO, 2),
            new Refusal("till-1", HOUR.plusSeconds(3600), NOT_A_PHOTO, 1),
            new Refusal("till-1", HOUR, TOO_LARGE, 1),
            new Refusal("till-2", HOUR, TOO_LARGE, 1));
    assertThat(refusals.take()).isEmpty();
  }

  @Test
  void showsAPhotoOfNoCameraInTheMetersOnly() {
    // Given
    var meters = new SimpleMeterRegistry();
    var refusals = new Refusals(meters);
    // When
    refusals.count(Optional.empty(), UNKNOWN_CAMERA, HOUR);
    // Then
    assertThat(refusals.take()).isEmpty();
    assertThat(meters.get("storelens.ingest.refusals").tag("reason", "unknownCamera").counter())
        .extracting(Counter::count)
        .isEqualTo(1.0);
  }

  @Test
  void writesReportsAsTheContractHasThem() throws IOException {
    // Given
    var id = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
    var reports = new ReportFolder(folder);
    // When
    reports.write(new RefusalReport(id, List.of(new Refusal("till-1", HOUR, TOO_LARGE, 3))));
    // Then
    assertThat(new String(reports.read(id), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"id\":\"123e4567-e89b-12d3-a456-426614174000\",\"refusals\":[{\"camera\":\"till-1\","
                + "\"hour\":\"2026-11-24T12:00:00Z\",\"reason\":\"TOO_LARGE\",\"photos\":3}]}");
    assertThat(new ReportFolder(folder).ids()).containsExactly(id);
    reports.delete(id);
    assertThat(reports.ids()).isEmpty();
  }

  @Test
  void deletesReportsThatWereNotWrittenToTheirEnd() throws IOException {
    Files.writeString(folder.resolve(UUID.randomUUID() + ".part"), "{");
    assertThat(new ReportFolder(folder).ids()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }
}
