package io.storelens.contract.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaceCellTest {
  @Test
  void hasOneIndexForEachCell() {
    assertThat(FaceCell.COUNT).isEqualTo(168);
    assertThat(IntStream.range(0, FaceCell.COUNT).map(index -> FaceCell.at(index).index()))
        .containsExactlyElementsOf(IntStream.range(0, FaceCell.COUNT).boxed().toList());
  }

  @Test
  void runsThroughMoodsFastestAndGendersSlowest() {
    assertThat(new FaceCell(Gender.FEMALE, AgeBand.TO_15, Mood.HAPPINESS).index()).isEqualTo(1);
    assertThat(new FaceCell(Gender.FEMALE, AgeBand.FROM_16, Mood.NEUTRAL).index()).isEqualTo(8);
    assertThat(new FaceCell(Gender.MALE, AgeBand.TO_15, Mood.NEUTRAL).index()).isEqualTo(56);
  }

  @Test
  void putsAnAgeInTheBandItHasReached() {
    assertThat(AgeBand.of(0)).isEqualTo(AgeBand.TO_15);
    assertThat(AgeBand.of(15.99)).isEqualTo(AgeBand.TO_15);
    assertThat(AgeBand.of(16)).isEqualTo(AgeBand.FROM_16);
    assertThat(AgeBand.of(64.9)).isEqualTo(AgeBand.FROM_55);
    assertThat(AgeBand.of(80)).isEqualTo(AgeBand.FROM_65);
  }
}
