package io.storelens.operator.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void allowsAHundredAtOnceThenOneASecond() {
    var allowance = new Allowance(NOON);

    assertThat(taken(allowance, NOON, 1000)).isEqualTo(100);
    assertThat(taken(allowance, NOON.plusSeconds(10), 1000)).isEqualTo(10);
  }

  @Test
  void savesNoMoreThanAHundred() {
    var allowance = new Allowance(NOON);

    assertThat(taken(allowance, NOON.plusSeconds(100_000), 1000)).isEqualTo(100);
  }

  private static long taken(Allowance allowance, Instant now, int tries) {
    return IntStream.range(0, tries).filter(i -> allowance.take(now)).count();
  }
}
