package io.storelens.analyzer.provider;

import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import java.util.OptionalDouble;

/**
 * What a provider tells of a person from the face.
 *
 * @param gender as it was taken
 * @param genderConfidence probability of the likelier gender, 0.5 to 1, of {@code UNKNOWN} too;
 *     empty where the provider tells none
 * @param age years, 0 or more
 * @param mood as it was taken; {@code UNKNOWN} where mood is not analysed
 * @param moodConfidence probability of {@code mood}, 0 to 1; empty where mood is not analysed
 */
public record Traits(
    Gender gender,
    OptionalDouble genderConfidence,
    double age,
    Mood mood,
    OptionalDouble moodConfidence) {
  /** The band that {@code age} is reported in. */
  public AgeBand ageBand() {
    return AgeBand.of(age);
  }
}
