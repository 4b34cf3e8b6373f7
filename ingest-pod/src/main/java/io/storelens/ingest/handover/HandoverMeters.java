package io.storelens.ingest.handover;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts what analyzers answer. */
final class HandoverMeters {
  private final Timer latency;
  private final Counter taken;
  private final Counter never;
  private final Counter again;

  HandoverMeters(MeterRegistry meters) {
    latency =
        Timer.builder("storelens.ingest.handover")
            .description("From a photo's storing to the commit of its rows")
            .serviceLevelObjectives(
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5))
            .register(meters);
    taken = answers(meters, "taken");
    never = answers(meters, "never");
    again = answers(meters, "again");
  }

  private static Counter answers(MeterRegistry meters, String answer) {
    return Counter.builder("storelens.ingest.answers")
        .description("Answers of analyzers to photos")
        .tag("answer", answer)
        .register(meters);
  }

  void answered(WaitingPhoto photo, Answer answer) {
    if (answer.isTaken()) {
      taken.increment();
      if (photo.isFresh()) {
        latency.record(Duration.ofNanos(System.nanoTime() - photo.since()));
      }
    } else if (answer.isNever()) {
      never.increment();
    } else {
      again.increment();
    }
  }
}
