package io.storelens.analyzer.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {
  @ParameterizedTest
  @CsvSource({
    "0, FEMALE, 1",
    "0.39, FEMALE, 0.61",
    "0.41, UNKNOWN, 0.59",
    "0.5, UNKNOWN, 0.5",
    "0.59, UNKNOWN, 0.59",
    "0.61, MALE, 0.61",
    "1, MALE, 1"
  })
  void isNotSureOfTheGenderWhereTheModelsAreNot(double male, Gender gender, double confidence) {
    var traits = Decision.traits(male, 30);
    assertThat(traits.gender()).isEqualTo(gender);
    assertThat(traits.genderConfidence().orElseThrow()).isCloseTo(confidence, within(1e-9));
  }

  @Test
  void takesTheLikeliestMood() {
    var traits = Decision.traits(0.9, 30.9, new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.4});
    assertThat(traits.mood()).isEqualTo(Mood.SURPRISE);
    assertThat(traits.moodConfidence()).hasValue(0.4);
    assertThat(traits.ageBand()).isEqualTo(AgeBand.FROM_25);
  }

  @Test
  void tellsNoMoodWithoutProbabilities() {
    var traits = Decision.traits(0.9, 30);
    assertThat(traits.mood()).isEqualTo(Mood.UNKNOWN);
    assertThat(traits.moodConfidence()).isEmpty();
  }
}
