package io.storelens.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storelens.contract.store.OpeningHours;
import io.storelens.contract.store.WorkingHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BackfillPlanTest {
  /** A Thursday, 10:00 in Paris. */
  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

  private static final WorkingHours HOURS =
      new WorkingHours(
          ZoneId.of("Europe/Paris"),
          List.of(
              new OpeningHours(
                  EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY), "08:00", "20:00")),
          Set.of(LocalDate.of(2026, 11, 24)));
  private static final SimulatedCamera CAMERA =
      SimulatedCamera.of("paris-1", "paris", HOURS, "paris-1", "right");

  @Test
  void takesPhotosOnlyWhileTheStoreIsOpenAndNeverAfterNow() {
    // When
    var shots = BackfillPlan.of(List.of(CAMERA), 7, 200, NOW, 1);
    // Then
    assertThat(shots)
        .allSatisfy(
            shot -> {
              assertThat(HOURS.isOpen(shot.time())).isTrue();
              assertThat(shot.time()).isBefore(NOW);
            });
    assertThat(shots).extracting(Shot::time).isSorted();
    assertThat(countBy(shots, shot -> shot.localTime().toLocalDate()))
        .doesNotContainKeys(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 22))
        .containsEntry(LocalDate.of(2026, 11, 23), 170L)
        .containsEntry(LocalDate.of(2026, 11, 21), 290L)
        .containsKey(LocalDate.of(2026, 11, 26));
  }

  @Test
  void isBusiestAtMiddayAndInTheEvening() {
    // When
    var hours =
        countBy(
            BackfillPlan.of(List.of(CAMERA), 14, 1000, NOW, 1), shot -> shot.localTime().getHour());
    // Then
    assertThat(hours.get(12)).isGreaterThan(hours.get(9) * 2).isGreaterThan(hours.get(15));
    assertThat(hours.get(17)).isGreaterThan(hours.get(15)).isGreaterThan(hours.get(19));
  }

  @Test
  void makesTheSamePlanFromTheSameSeed() {
    assertThat(BackfillPlan.of(List.of(CAMERA), 3, 50, NOW, 7))
        .isEqualTo(BackfillPlan.of(List.of(CAMERA), 3, 50, NOW, 7))
        .isNotEqualTo(BackfillPlan.of(List.of(CAMERA), 3, 50, NOW, 8));
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertThatThrownBy(() -> BackfillPlan.of(List.of(CAMERA), 0, 50, NOW, 7))
        .hasMessageContaining("days");
    assertThatThrownBy(() -> BackfillPlan.of(List.of(CAMERA), 3, 0, NOW, 7))
        .hasMessageContaining("photosPerCameraAndDay");
  }

  private static <K> java.util.Map<K, Long> countBy(List<Shot> shots, Function<Shot, K> key) {
    return shots.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
  }
}
