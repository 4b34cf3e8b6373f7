package io.storelens.operator.condition;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The conditions of one resource as its status shows them: at most one a type, sorted by type, each
 * with the generation it tells of. What is not set is left out, even where it was there before.
 *
 * <p>See "Typical status properties" in the Kubernetes API conventions.
 */
public final class Conditions {
  private final List<Condition> stored;
  private final long generation;
  private final Clock clock;
  private final Map<ConditionType, Verdict> verdicts = new EnumMap<>(ConditionType.class);

  /**
   * @param stored the conditions in the status so far; null counts as none
   * @param generation {@code metadata.generation} of the resource that was looked at
   * @param clock gives the time of a transition
   */
  public Conditions(List<Condition> stored, long generation, Clock clock) {
    this.stored = stored == null ? List.of() : List.copyOf(stored);
    this.generation = generation;
    this.clock = clock;
  }

  /** Sets one condition; the last word on a type counts. */
  public Conditions set(ConditionType type, Verdict verdict) {
    verdicts.put(type, verdict);
    return this;
  }

  /** The condition of {@code type} in the status so far. */
  public Optional<Condition> stored(ConditionType type) {
    return stored.stream().filter(condition -> condition.getType().equals(type.text())).findFirst();
  }

  /**
   * The conditions that were set. The transition time is kept where the status word is what it was,
   * and is cut to seconds where it moves. The same verdicts on the same generation give an equal
   * list.
   */
  public List<Condition> toList() {
    var sorted = new TreeMap<String, Condition>();
    verdicts.forEach((type, verdict) -> sorted.put(type.text(), condition(type, verdict)));
    return List.copyOf(sorted.values());
  }

  private Condition condition(ConditionType type, Verdict verdict) {
    return new ConditionBuilder()
        .withType(type.text())
        .withStatus(verdict.status().text())
        .withReason(verdict.reason())
        .withMessage(verdict.message())
        .withLastTransitionTime(since(type, verdict))
        .withObservedGeneration(generation)
        .build();
  }

  private String since(ConditionType type, Verdict verdict) {
    return stored(type)
        .filter(condition -> condition.getStatus().equals(verdict.status().text()))
        .map(Condition::getLastTransitionTime)
        .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
