package io.storelens.report.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private final MovableClock clock = new MovableClock();
  private final LoginThrottle throttle = new LoginThrottle(clock);

  @Test
  void letsTwoMistakesGoUnpunished() {
    fail("a", 2);

    assertThat(throttle.pause("a")).isZero();
  }

  @Test
  void doublesThePauseUpToAMinute() {
    fail("a", 3);
    assertThat(throttle.pause("a")).isEqualTo(Duration.ofSeconds(1));
    fail("a", 1);
    assertThat(throttle.pause("a")).isEqualTo(Duration.ofSeconds(2));
    fail("a", 1);
    assertThat(throttle.pause("a")).isEqualTo(Duration.ofSeconds(4));
    fail("a", 1_000);
    assertThat(throttle.pause("a")).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void letsTryAgainWhenThePauseIsOver() {
    fail("a", 4);
    clock.pass(Duration.ofSeconds(1));
    assertThat(throttle.pause("a")).isEqualTo(Duration.ofSeconds(1));
    clock.pass(Duration.ofSeconds(1));
    assertThat(throttle.pause("a")).isZero();
  }

  @Test
  void forgetsAfterASuccessAndAfterTenMinutes() {
    fail("a", 5);
    throttle.succeeded("a");
    fail("a", 1);
    assertThat(throttle.pause("a")).isZero();

    fail("b", 5);
    clock.pass(Duration.ofMinutes(11));
    assertThat(throttle.pause("b")).isZero();
    fail("b", 1);
    assertThat(throttle.pause("b")).isZero();
  }

  @Test
  void punishesNobodyElse() {
    fail("a", 10);

    assertThat(throttle.pause("b")).isZero();
  }

  @Test
  void remembersOnlySoManyAndForgetsTheOldest() {
    fail("first", 10);
    for (int other = 0; other < LoginThrottle.MOST_ADDRESSES; other++) {
      fail("other " + other, 1);
    }

    assertThat(throttle.pause("first")).isZero();
  }

  private void fail(String origin, int times) {
    for (int time = 0; time < times; time++) {
      throttle.failed(origin);
    }
  }
}
