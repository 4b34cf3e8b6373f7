package io.storelens.report.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final Identity ANNA = new Identity("anna", List.of(), "1");

  private final MovableClock clock = new MovableClock();
  private final Sessions sessions = sessions("secret");

  @Test
  void acceptsASessionUntilItsEnd() {
    String session = sessions.begin(ANNA);

    assertThat(sessions.read(session)).map(Session::identity).hasValue(ANNA);
    clock.pass(Sessions.LIFETIME.minusSeconds(1));
    assertThat(sessions.read(session)).isPresent();
    clock.pass(Duration.ofSeconds(1));
    assertThat(sessions.read(session)).isEmpty();
  }

  @Test
  void givesEachSessionItsOwnValue() {
    assertThat(sessions.begin(ANNA)).isNotEqualTo(sessions.begin(ANNA));
  }

  @Test
  void refusesWhatItDidNotSeal() {
    String session = sessions.begin(ANNA);
    String[] parts = session.split("\\.", -1);
    String other = sessions.begin(new Identity("root", List.of(), "1")).split("\\.", -1)[0];

    assertThat(sessions.read(other + "." + parts[1])).isEmpty();
    assertThat(sessions.read(parts[0])).isEmpty();
    assertThat(sessions.read(session + "x")).isEmpty();
    assertThat(sessions.read("")).isEmpty();
    assertThat(sessions.read("..")).isEmpty();
  }

  @Test
  void refusesWhatWasSealedForAnotherPurpose() {
    var other = new Seal("secret".getBytes(StandardCharsets.UTF_8), "oidc");

    assertThat(sessions.read(other.close(new Session("1", ANNA, Long.MAX_VALUE)))).isEmpty();
  }

  @Test
  void acceptsWhatAnotherReplicaBeganButNotOneWithAnotherSecret() {
    String session = sessions.begin(ANNA);

    assertThat(sessions("secret").read(session)).isPresent();
    assertThat(sessions("other").read(session)).isEmpty();
  }

  @Test
  void refusesASessionThatWasEndedAndKeepsOthers() {
    String ended = sessions.begin(ANNA);
    String other = sessions.begin(ANNA);

    sessions.end(sessions.read(ended).orElseThrow());

    assertThat(sessions.read(ended)).isEmpty();
    assertThat(sessions.read(other)).isPresent();
  }

  private Sessions sessions(String secret) {
    Map<String, Instant> ended = new HashMap<>();
    return new Sessions(
        secret.getBytes(StandardCharsets.UTF_8),
        new Sessions.Ended() {
          @Override
          public boolean contains(String session) {
            return ended.containsKey(session);
          }

          @Override
          public void add(String session, Instant until) {
            ended.put(session, until);
          }
        },
        clock);
  }
}
