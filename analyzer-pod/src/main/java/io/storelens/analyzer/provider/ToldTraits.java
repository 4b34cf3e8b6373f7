package io.storelens.analyzer.provider;

import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import io.storelens.contract.face.Trait;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a provider told of one face; parts may be missing.
 *
 * @param gender as it was told
 * @param genderConfidence its probability, where told
 * @param age years, where told
 * @param mood as it was told
 * @param moodConfidence its probability, where told
 */
public record ToldTraits(
    Optional<Gender> gender,
    OptionalDouble genderConfidence,
    OptionalDouble age,
    Optional<Mood> mood,
    OptionalDouble moodConfidence) {
  /** Nothing was told. */
  public static final ToldTraits NOTHING =
      new ToldTraits(
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Optional.empty(),
          OptionalDouble.empty());

  /** What was told. */
  public Set<Trait> traits() {
    var told = EnumSet.noneOf(Trait.class);
    gender.ifPresent(value -> told.add(Trait.GENDER));
    age.ifPresent(value -> told.add(Trait.AGE));
    mood.ifPresent(value -> told.add(Trait.MOOD));
    return told;
  }

  /** Traits with what is missing taken from {@code other}. */
  public Traits completedBy(Traits other) {
    return new Traits(
        gender.orElse(other.gender()),
        gender.isPresent() ? genderConfidence : other.genderConfidence(),
        age.orElse(other.age()),
        mood.orElse(other.mood()),
        mood.isPresent() ? moodConfidence : other.moodConfidence());
  }

  /** Traits with unknown gender and mood where they are missing; empty where the age is missing. */
  public Optional<Traits> alone() {
    return age.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Traits(
                gender.orElse(Gender.UNKNOWN),
                genderConfidence,
                age.getAsDouble(),
                mood.orElse(Mood.UNKNOWN),
                moodConfidence));
  }
}
