package io.storelens.report.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final MovableClock clock = new MovableClock();
  private final Sessions sessions = new Sessions("admin", "secret", clock);

  @Test
  void acceptsASessionUntilItsEnd() {
    String session = sessions.begin();

    assertThat(sessions.isValid(session)).isTrue();
    clock.pass(Sessions.LIFETIME.minusSeconds(1));
    assertThat(sessions.isValid(session)).isTrue();
    clock.pass(Duration.ofSeconds(1));
    assertThat(sessions.isValid(session)).isFalse();
  }

  @Test
  void givesEachSessionItsOwnValue() {
    assertThat(sessions.begin()).isNotEqualTo(sessions.begin());
  }

  @Test
  void refusesWhatItDidNotSign() {
    String session = sessions.begin();
    String[] parts = session.split("\\.", -1);

    assertThat(sessions.isValid(parts[0] + ".99999999999." + parts[2])).isFalse();
    assertThat(sessions.isValid(parts[0] + "." + parts[1])).isFalse();
    assertThat(sessions.isValid(session + "x")).isFalse();
    assertThat(sessions.isValid("")).isFalse();
    assertThat(sessions.isValid("..")).isFalse();
  }

  @Test
  void acceptsWhatAnotherReplicaBeganButNotOneWithAnotherPassword() {
    String session = sessions.begin();

    assertThat(new Sessions("admin", "secret", clock).isValid(session)).isTrue();
    assertThat(new Sessions("admin", "other", clock).isValid(session)).isFalse();
  }

  @Test
  void refusesASessionThatWasEndedAndKeepsOthers() {
    String ended = sessions.begin();
    String other = sessions.begin();

    sessions.end(ended);
    sessions.end("not a session");

    assertThat(sessions.isValid(ended)).isFalse();
    assertThat(sessions.isValid(other)).isTrue();
  }
}
