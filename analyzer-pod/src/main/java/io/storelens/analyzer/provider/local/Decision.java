package io.storelens.analyzer.provider.local;

import io.storelens.analyzer.provider.Traits;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import java.util.OptionalDouble;

/** Turns the models' probabilities into traits. */
final class Decision {
  /** Below this probability of the likelier gender the models don't know. */
  private static final double SURE_GENDER = 0.6;

  private static final Mood[] MOODS = Mood.values();

  private Decision() {}

  /** Traits without mood. */
  static Traits traits(double male, double age) {
    return new Traits(
        gender(male),
        OptionalDouble.of(Math.max(male, 1 - male)),
        age,
        Mood.UNKNOWN,
        OptionalDouble.empty());
  }

  /**
   * Traits with mood.
   *
   * @param moods probabilities in the order of {@link Mood}
   */
  static Traits traits(double male, double age, double[] moods) {
    int likeliest = 0;
    for (int i = 1; i < moods.length; i++) {
      if (moods[i] > moods[likeliest]) {
        likeliest = i;
      }
    }
    return new Traits(
        gender(male),
        OptionalDouble.of(Math.max(male, 1 - male)),
        age,
        MOODS[likeliest],
        OptionalDouble.of(moods[likeliest]));
  }

  private static Gender gender(double male) {
    if (Math.max(male, 1 - male) < SURE_GENDER) {
      return Gender.UNKNOWN;
    }
    return male > 0.5 ? Gender.MALE : Gender.FEMALE;
  }
}
