package io.storelens.analyzer.result;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storelens.analyzer.provider.Face;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Meters of what is written. */
public final class ResultMetrics {
  private static final String FACES = "storelens.analyzer.faces";

  private final MeterRegistry meters;
  private final Timer commits;
  private final DistributionSummary batches;

  /** Something that is timed. */
  @FunctionalInterface
  interface Commit<T> {
    T run() throws SQLException;
  }

  /** Registers the meters. */
  public ResultMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.commits =
        Timer.builder("storelens.analyzer.commit")
            .description("Time of a commit, failed ones included")
            .register(meters);
    this.batches =
        DistributionSummary.builder("storelens.analyzer.commit.photos")
            .description("Photos of a commit")
            .register(meters);
  }

  <T> T timed(int photos, Commit<T> commit) throws SQLException {
    long begun = System.nanoTime();
    try {
      return commit.run();
    } finally {
      commits.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
      batches.record(photos);
    }
  }

  /** Counts the faces of an outcome that was committed now. */
  void counted(Outcome outcome) {
    if (outcome instanceof Outcome.Analyzed analyzed) {
      for (Face face : analyzed.faces()) {
        String word =
            face.shortfall()
                .map(shortfall -> "below_" + shortfall.name().toLowerCase(Locale.ROOT))
                .orElse("customer");
        Counter.builder(FACES)
            .description("Faces that were found, by what became of them")
            .tag("outcome", word)
            .register(meters)
            .increment();
      }
    }
  }
}
