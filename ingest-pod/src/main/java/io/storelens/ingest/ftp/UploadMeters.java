package io.storelens.ingest.ftp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Counts uploads and their bytes. */
final class UploadMeters {
  private final Map<UploadOutcome, Counter> outcomes = new EnumMap<>(UploadOutcome.class);
  private final Counter bytes;

  UploadMeters(MeterRegistry meters) {
    for (UploadOutcome outcome : UploadOutcome.values()) {
      outcomes.put(
          outcome,
          Counter.builder("storelens.ingest.uploads")
              .description("Uploads of cameras, by outcome")
              .tag("outcome", outcome.tag())
              .register(meters));
    }
    bytes =
        Counter.builder("storelens.ingest.upload.bytes")
            .description("Bytes that came over data connections")
            .baseUnit("bytes")
            .register(meters);
  }

  void ended(UploadOutcome outcome, long received) {
    outcomes.get(outcome).increment();
    bytes.increment((double) received);
  }
}
