package io.storelens.operator.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.operator.event.Series.Step;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final Series series = new Series();

  @Test
  void firstIsWrittenSecondMakesASeriesThirdIsOnlyCounted() {
    assertThat(series.happened(NOON)).isEqualTo(Step.CREATE);
    assertThat(series.happened(NOON.plusSeconds(1))).isEqualTo(Step.COUNT);
    assertThat(series.happened(NOON.plusSeconds(2))).isEqualTo(Step.NOTHING);
    assertThat(series.count()).isEqualTo(3);
  }

  @Test
  void countIsWrittenEverySixMinutesWhileItGoesOn() {
    int writes = 0;
    for (int minute = 0; minute <= 60; minute++) {
      writes += series.happened(NOON.plus(Duration.ofMinutes(minute))) == Step.NOTHING ? 0 : 1;
    }

    assertThat(writes).isEqualTo(11);
    assertThat(series.count()).isEqualTo(61);
  }

  @Test
  void afterAPauseItIsNewsAgain() {
    series.happened(NOON);

    assertThat(series.happened(NOON.plus(Duration.ofMinutes(7)))).isEqualTo(Step.CREATE);
    assertThat(series.count()).isEqualTo(1);
  }
}
