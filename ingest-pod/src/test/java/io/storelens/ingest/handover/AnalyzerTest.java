package io.storelens.ingest.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnalyzerTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Answer NONE = Answer.none(new Exception("refused"));

  private final Analyzer analyzer =
      new Analyzer(SocketAddress.inetSocketAddress(8080, "192.0.2.1"), 4, 0);

  @Test
  void isGivenAsManyAsItsWindow() {
    for (int i = 0; i < 4; i++) {
      assertThat(analyzer.isOpen(0)).isTrue();
      analyzer.begin();
    }
    assertThat(analyzer.isOpen(0)).isFalse();
    analyzer.accepted();
    assertThat(analyzer.isOpen(0)).isTrue();
  }

  @Test
  void isLeftAloneForAsLongAsItAsks() {
    analyzer.declined(analyzer.begin(), new Answer(503, "", Optional.of(Duration.ofSeconds(7))), 0);
    assertThat(analyzer.isOpen(7 * SECOND - 1)).isFalse();
    assertThat(analyzer.isOpen(7 * SECOND)).isTrue();
  }

  @Test
  void isNotLeftAloneForLongerThanFiveMinutes() {
    analyzer.declined(analyzer.begin(), new Answer(503, "", Optional.of(Duration.ofDays(1))), 0);
    assertThat(analyzer.isOpen(300 * SECOND)).isTrue();
  }

  @Test
  void countsRequestsThatFailTogetherAsOneFailure() {
    int[] marks = {analyzer.begin(), analyzer.begin(), analyzer.begin(), analyzer.begin()};
    for (int mark : marks) {
      analyzer.declined(mark, NONE, 0);
    }
    assertThat(analyzer.notBefore()).isLessThanOrEqualTo(Duration.ofMillis(100).toNanos());
    assertThat(analyzer.inFlight()).isZero();
  }

  @Test
  void isAskedWithOneRequestUntilItTakesPhotosAgain() {
    // Given
    for (int failure = 0; failure < 5; failure++) {
      analyzer.declined(analyzer.begin(), NONE, 0);
    }
    long later = 60 * SECOND;
    // When
    int mark = analyzer.begin();
    // Then
    assertThat(mark).isEqualTo(5);
    assertThat(analyzer.isOpen(later)).isFalse();
    analyzer.accepted();
    analyzer.begin();
    assertThat(analyzer.isOpen(later)).isTrue();
  }

  @Test
  void understandsBothFormsOfRetryAfter() {
    var now = Instant.parse("2026-11-24T12:00:00Z");
    assertThat(Answer.retryAfter("120", now)).contains(Duration.ofMinutes(2));
    assertThat(Answer.retryAfter("Tue, 24 Nov 2026 12:00:30 GMT", now))
        .contains(Duration.ofSeconds(30));
    assertThat(Answer.retryAfter("Tue, 24 Nov 2026 11:00:00 GMT", now)).isEmpty();
    assertThat(Answer.retryAfter("soon", now)).isEmpty();
    assertThat(Answer.retryAfter(null, now)).isEmpty();
  }
}
