package io.storelens.analyzer.provider.remote;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storelens.contract.face.Trait;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Meters of a provider that is called. */
public final class CallMetrics {
  private final MeterRegistry meters;
  private final String provider;
  private final Timer calls;

  /**
   * @param provider its name
   */
  public CallMetrics(MeterRegistry meters, String provider) {
    this.meters = meters;
    this.provider = provider;
    this.calls =
        Timer.builder("storelens.analyzer.provider.call")
            .description("Time of a call to a provider, failed ones included")
            .tag("provider", provider)
            .register(meters);
  }

  /** Shows what the provider can tell: 1 or 0 a trait. */
  void tells(Supplier<Set<Trait>> traits) {
    for (Trait trait : Trait.values()) {
      Gauge.builder("storelens.analyzer.provider.tells", () -> traits.get().contains(trait) ? 1 : 0)
          .description("Whether a provider tells a trait: 1, or 0 where it refused to")
          .tags("provider", provider, "trait", trait.code())
          .register(meters);
    }
  }

  void called(long nanoseconds) {
    calls.record(nanoseconds, TimeUnit.NANOSECONDS);
  }

  /** Counts a photo of a mosaic. */
  void mosaic(boolean understood) {
    Counter.builder("storelens.analyzer.provider.mosaic.photos")
        .description("Photos of mosaics; those that had not exactly one face were sent again alone")
        .tags("provider", provider, "outcome", understood ? "one_face" : "sent_alone")
        .register(meters)
        .increment();
  }

  void count(CallOutcome outcome) {
    Counter.builder("storelens.analyzer.provider.calls")
        .description("Calls to a provider, by outcome; some were not made")
        .tags("provider", provider, "outcome", outcome.word())
        .register(meters)
        .increment();
  }
}
