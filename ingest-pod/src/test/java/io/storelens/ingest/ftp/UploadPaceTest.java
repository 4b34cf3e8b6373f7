package io.storelens.ingest.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.contract.config.IngestLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UploadPaceTest {
  private static final IngestLimits LIMITS = IngestLimits.DEFAULT;

  private final UploadPace pace = new UploadPace(Duration.ofSeconds(30), LIMITS);
  private long now = 1;

  @Test
  void letsACameraSendAtTheLowestRate() {
    pace.begins(now);
    for (int second = 0; second < 200; second++) {
      waitFor(Duration.ofSeconds(1), Math.toIntExact(LIMITS.minUploadRate()));
      assertThat(pace.fault(now)).isEmpty();
    }
  }

  @Test
  void endsACameraThatDripsBytes() {
    pace.begins(now);
    waitFor(Duration.ofSeconds(5), 1 << 20); // the past does not help
    pass(Duration.ofSeconds(15));
    waitFor(Duration.ofSeconds(15), 1);
    assertThat(pace.fault(now)).isEmpty();
    for (int second = 0; second < 20; second++) {
      waitFor(Duration.ofSeconds(1), 1);
    }
    assertThat(pace.fault(now).orElseThrow()).contains("1024 bytes a second");
  }

  @Test
  void endsACameraThatSendsNothing() {
    var noFloor =
        new UploadPace(
            Duration.ofSeconds(30),
            new IngestLimits(
                1,
                1,
                Duration.ofSeconds(1),
                1,
                Duration.ofSeconds(1),
                LIMITS.uploadTime(),
                0,
                Duration.ofSeconds(1)));
    noFloor.begins(now);
    noFloor.waits(now);
    pass(Duration.ofSeconds(30));
    assertThat(noFloor.fault(now)).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(noFloor.fault(now).orElseThrow()).contains("no data for 30.0 s");
  }

  @Test
  void doesNotBlameTheCameraForASlowDisk() {
    pace.begins(now);
    for (int read = 0; read < 4; read++) {
      waitFor(Duration.ofMillis(1), 1);
      pass(Duration.ofSeconds(60));
      assertThat(pace.fault(now)).isEmpty();
    }
  }

  @Test
  void endsAnUploadThatTakesTooLongHoweverFast() {
    pace.begins(now);
    waitFor(LIMITS.uploadTime().plusMillis(1), 1 << 30);
    assertThat(pace.fault(now).orElseThrow()).contains("longer than 300.0 s");
  }

  @Test
  void hasNothingToSayBeforeTheCameraIsThere() {
    pass(Duration.ofHours(1));
    assertThat(pace.fault(now)).isEmpty();
  }

  private void waitFor(Duration time, int bytes) {
    pace.waits(now);
    pass(time);
    pace.came(bytes, now);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
