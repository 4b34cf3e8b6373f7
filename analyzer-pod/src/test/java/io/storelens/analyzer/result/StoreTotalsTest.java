package io.storelens.analyzer.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.analyzer.provider.Face;
import io.storelens.analyzer.provider.FaceBox;
import io.storelens.analyzer.provider.Traits;
import io.storelens.analyzer.result.StoreTotals.Cell;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StoreTotalsTest {
  @Test
  void tellsFourCellsByRepeatingOneOfFewer() {
    var totals = of(Mood.HAPPINESS, Mood.NEUTRAL, Mood.HAPPINESS);

    assertThat(totals.fourCells())
        .containsExactly(new Cell(1, 1), new Cell(2, 2), new Cell(1, 1), new Cell(1, 1));
    assertThat(totals.cells()).isEqualTo("1,2,2");
    assertThat(totals.isCrowded()).isFalse();
  }

  @Test
  void addsNothingWhereNobodyCame() {
    assertThat(of().fourCells()).hasSize(4).containsOnly(new Cell(1, 0));
    assertThat(of().cells()).isEmpty();
  }

  @Test
  void tellsMoreThanFourCellsByTheSingleCustomersAlone() {
    var totals = of(Mood.NEUTRAL, Mood.HAPPINESS, Mood.SADNESS, Mood.ANGER, Mood.FEAR, Mood.FEAR);

    assertThat(totals.isCrowded()).isTrue();
    assertThat(totals.fourCells()).hasSize(4).containsOnly(new Cell(1, 0));
    assertThat(totals.cells()).isEqualTo("1,2,3,4,5,5");
  }

  /** Girls with these moods, in one photo: they are in the first cells of all. */
  private static StoreTotals of(Mood... moods) {
    var totals = new StoreTotals();
    var faces = Arrays.stream(moods).map(StoreTotalsTest::girl).toList();
    var photo =
        new RandomOutcomes(1, List.of("paris"))
            .photo("paris", Instant.parse("2026-11-24T11:00:00Z"));
    totals.add(new Outcome.Analyzed(photo, faces, "local", "test"));
    return totals;
  }

  private static Face girl(Mood mood) {
    var traits = new Traits(Gender.FEMALE, OptionalDouble.of(0.9), 8, mood, OptionalDouble.of(0.7));
    return new Face(new FaceBox(10, 20, 220, 260), 110, 90, Optional.empty(), Optional.of(traits));
  }
}
