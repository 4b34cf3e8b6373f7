package io.storelens.contract.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestLimitsTest {
  private static final Map.Entry<String, String> ANALYZERS =
      Map.entry("INGEST_ANALYZERS", "http://analyzer:8080");

  @Test
  void suitAStoreBehindOneAddressUnlessToldOtherwise() {
    var limits = IngestConfig.from(Map.ofEntries(ANALYZERS)).limits();
    assertThat(limits).isEqualTo(IngestLimits.DEFAULT);
    assertThat(limits.sessionsPerAddress()).isGreaterThanOrEqualTo(10 * limits.sessionsPerUser());
  }

  @Test
  void areReadFromTheEnvironment() {
    var limits =
        IngestConfig.from(
                Map.ofEntries(
                    ANALYZERS,
                    Map.entry("INGEST_SESSIONS_PER_USER", "2"),
                    Map.entry("INGEST_LONGEST_LOCK", "PT1H")))
            .limits();
    assertThat(limits.sessionsPerUser()).isEqualTo(2);
    assertThat(limits.longestLock()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void namesATimeThatIsNone() {
    assertThatThrownBy(
            () ->
                IngestConfig.from(
                    Map.ofEntries(ANALYZERS, Map.entry("INGEST_UPLOAD_TIME", "PT0S"))))
        .hasMessageContaining("INGEST_UPLOAD_TIME='PT0S' is not longer than zero");
  }
}
