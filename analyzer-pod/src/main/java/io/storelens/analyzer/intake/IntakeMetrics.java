package io.storelens.analyzer.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storelens.contract.handover.RefusalReason;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** Meters of what comes in. */
final class IntakeMetrics {
  private static final String PHOTOS = "storelens.analyzer.photos";
  private static final String NO_REASON = "none";

  private final MeterRegistry meters;
  private final Timer analysis;

  /** What became of a photo; the words are those of the metric. */
  enum PhotoOutcome {
    /** Its rows were written. */
    COUNTED("counted"),
    /** Its rows were there already. */
    REPEATED("repeated"),
    /** It can never be analysed. */
    REFUSED("refused"),
    /** Sent away because all buffers are taken. */
    BUSY("busy"),
    /** Sent away because nothing could be written. */
    NOT_COMMITTED("not_committed"),
    /** Sent away because no provider could be asked. */
    NOT_ANALYSED("not_analysed"),
    /** The request was at fault. */
    BAD_REQUEST("bad_request"),
    /** The sender went away before the photo was complete. */
    BROKEN_OFF("broken_off"),
    /** The analyzer was at fault. */
    FAILED("failed");

    private final String word;

    PhotoOutcome(String word) {
      this.word = word;
    }
  }

  IntakeMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.analysis =
        Timer.builder("storelens.analyzer.analysis")
            .description("Time of one photo's analysis, waiting not included")
            .publishPercentileHistogram()
            .register(meters);
  }

  void queue(Collection<?> waiting) {
    Gauge.builder("storelens.analyzer.queue", waiting, Collection::size)
        .description("Photos that wait for a worker")
        .register(meters);
  }

  void held(PhotoBuffers buffers) {
    Gauge.builder("storelens.analyzer.held", buffers, PhotoBuffers::taken)
        .description("Photos that are received, wait or are analysed")
        .register(meters);
  }

  void analysed(long nanoseconds) {
    analysis.record(nanoseconds, TimeUnit.NANOSECONDS);
  }

  void count(PhotoOutcome outcome) {
    count(outcome, NO_REASON);
  }

  void refused(RefusalReason reason) {
    count(PhotoOutcome.REFUSED, reason.code());
  }

  private void count(PhotoOutcome outcome, String reason) {
    Counter.builder(PHOTOS)
        .description("Photos that were handed over, by outcome")
        .tags("outcome", outcome.word, "reason", reason)
        .register(meters)
        .increment();
  }
}
