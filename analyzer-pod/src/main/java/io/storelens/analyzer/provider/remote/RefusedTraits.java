package io.storelens.analyzer.provider.remote;

import io.storelens.contract.face.Trait;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which traits a refusal means. */
final class RefusedTraits {
  private static final Map<Trait, List<String>> WORDS =
      Map.of(
          Trait.MOOD, List.of("emotion", "mood"),
          Trait.GENDER, List.of("gender"),
          Trait.AGE, List.of("age"));

  /** Retired first: the more doubtful come first. */
  private static final List<Trait> LIKELIEST = List.of(Trait.MOOD, Trait.GENDER, Trait.AGE);

  private RefusedTraits() {}

  /**
   * The traits out of {@code asked} that {@code message} names; where it names none, the one that
   * is refused most often.
   */
  static Set<Trait> of(Set<Trait> asked, String message) {
    var words = List.of(message.toLowerCase(Locale.ROOT).split("[^a-z]+", -1));
    var named = EnumSet.noneOf(Trait.class);
    for (Trait trait : asked) {
      if (WORDS.get(trait).stream().anyMatch(words::contains)) {
        named.add(trait);
      }
    }
    if (named.isEmpty()) {
      LIKELIEST.stream().filter(asked::contains).findFirst().ifPresent(named::add);
    }
    return named;
  }
}
