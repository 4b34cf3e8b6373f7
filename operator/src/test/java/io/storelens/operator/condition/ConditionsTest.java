package io.storelens.operator.condition;

import static io.storelens.operator.condition.ConditionType.DEGRADED;
import static io.storelens.operator.condition.ConditionType.DELIVERING;
import static io.storelens.operator.condition.ConditionType.READY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");

  @Test
  void holdsOneConditionATypeSortedByType() {
    var conditions =
        at(NOON, List.of(), 3)
            .set(READY, Verdict.no("AddressPending", "wait"))
            .set(DELIVERING, Verdict.unknown("NoDatabase", "no database"))
            .set(DEGRADED, Verdict.no("NoTrouble", "all is well"))
            .set(READY, Verdict.yes("InDirectory", "may log in"))
            .toList();

    assertThat(conditions)
        .extracting(Condition::getType, Condition::getStatus, Condition::getReason)
        .containsExactly(
            tuple("Degraded", "False", "NoTrouble"),
            tuple("Delivering", "Unknown", "NoDatabase"),
            tuple("Ready", "True", "InDirectory"));
    assertThat(conditions)
        .allSatisfy(
            condition -> {
              assertThat(condition.getObservedGeneration()).isEqualTo(3);
              assertThat(condition.getLastTransitionTime()).isEqualTo("2026-11-24T12:00:00Z");
            });
  }

  @Test
  void transitionTimeMovesOnlyWithTheStatus() {
    var first = at(NOON, List.of(), 1).set(READY, Verdict.no("StoreMissing", "a")).toList();
    var second =
        at(NOON.plusSeconds(60), first, 2).set(READY, Verdict.no("AddressPending", "b")).toList();
    var third =
        at(NOON.plusSeconds(120), second, 2).set(READY, Verdict.yes("InDirectory", "c")).toList();

    assertThat(second.get(0).getLastTransitionTime()).isEqualTo("2026-11-24T12:00:00Z");
    assertThat(second.get(0).getReason()).isEqualTo("AddressPending");
    assertThat(second.get(0).getObservedGeneration()).isEqualTo(2);
    assertThat(third.get(0).getLastTransitionTime()).isEqualTo("2026-11-24T12:02:00Z");
  }

  @Test
  void sameVerdictsGiveAnEqualList() {
    var first = at(NOON, List.of(), 1).set(READY, Verdict.yes("InDirectory", "a")).toList();
    var second =
        at(NOON.plusSeconds(60), first, 1).set(READY, Verdict.yes("InDirectory", "a")).toList();

    assertThat(second).isEqualTo(first);
  }

  @Test
  void whatIsNotSetIsLeftOut() {
    var first = at(NOON, List.of(), 1).set(DELIVERING, Verdict.yes("PhotosArrive", "a")).toList();

    assertThat(at(NOON, first, 1).set(READY, Verdict.yes("InDirectory", "b")).toList())
        .extracting(Condition::getType)
        .containsExactly("Ready");
  }

  @Test
  void reasonIsOneCamelCaseWord() {
    assertThatThrownBy(() -> Verdict.no("not.a.reason", "message"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'not.a.reason' is not one CamelCase word");
  }

  private static Conditions at(Instant now, List<Condition> stored, long generation) {
    return new Conditions(stored, generation, Clock.fixed(now, ZoneOffset.UTC));
  }
}
