package io.storelens.ingest.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(30));

  @RepeatedTest(20)
  void doublesWithEachFailureUpToTheLongest() {
    assertThat(backoff.after(1)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    assertThat(backoff.after(2)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(backoff.after(5)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1600));
    assertThat(backoff.after(100)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    assertThat(backoff.after(Integer.MAX_VALUE))
        .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
  }
}
