package io.storelens.contract.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestConfigTest {
  private static final String ANALYZERS = "INGEST_ANALYZERS";

  @Test
  void checksTheAddressOfDataConnectionsUnlessToldNotTo() {
    var always = IngestConfig.from(Map.of(ANALYZERS, "http://analyzer:8080"));
    var never =
        IngestConfig.from(
            Map.of(ANALYZERS, "http://analyzer:8080", "INGEST_SAME_ADDRESS", "false"));
    assertThat(always.sameAddress()).isTrue();
    assertThat(never.sameAddress()).isFalse();
  }

  @Test
  void namesASwitchThatIsNeitherOnNorOff() {
    assertThatThrownBy(
            () ->
                IngestConfig.from(
                    Map.of(ANALYZERS, "http://analyzer:8080", "INGEST_SAME_ADDRESS", "no")))
        .hasMessageContaining("INGEST_SAME_ADDRESS='no' is neither true nor false");
  }
}
