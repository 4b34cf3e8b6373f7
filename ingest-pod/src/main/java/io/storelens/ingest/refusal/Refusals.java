package io.storelens.ingest.refusal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.storelens.contract.handover.RefusalReason;
import io.storelens.contract.handover.RefusalReport.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts refused photos per camera, UTC hour of arrival and reason. */
public final class Refusals {
  private final Map<RefusalReason, Counter> counters = new EnumMap<>(RefusalReason.class);
  private Map<Kind, Integer> counts = new HashMap<>();

  /** Counts, and shows the sums in {@code meters}. */
  public Refusals(MeterRegistry meters) {
    for (RefusalReason reason : RefusalReason.values()) {
      counters.put(
          reason,
          Counter.builder("storelens.ingest.refusals")
              .description("Photos refused, by reason")
              .tag("reason", reason.code())
              .register(meters));
    }
  }

  /**
   * Counts one photo.
   *
   * @param camera empty if nobody knows whose it was: then it is in the meters only
   */
  public void count(Optional<String> camera, RefusalReason reason, Instant arrival) {
    counters.get(reason).increment();
    var hour = arrival.truncatedTo(ChronoUnit.HOURS);
    camera.ifPresent(known -> add(List.of(new Refusal(known, hour, reason, 1))));
  }

  /** Adds counts, such as those {@link #take} gave that could not be kept. */
  synchronized void add(List<Refusal> refusals) {
    for (Refusal refusal : refusals) {
      counts.merge(
          new Kind(refusal.camera(), refusal.hour(), refusal.reason()),
          refusal.photos(),
          Integer::sum);
    }
  }

  /** What was counted since the last call. */
  synchronized List<Refusal> take() {
    var taken = counts;
    counts = new HashMap<>();
    var refusals = new ArrayList<Refusal>(taken.size());
    taken.forEach(
        (kind, photos) -> refusals.add(new Refusal(kind.camera, kind.hour, kind.reason, photos)));
    return refusals;
  }

  private record Kind(String camera, Instant hour, RefusalReason reason) {}
}
