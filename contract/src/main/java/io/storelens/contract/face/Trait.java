package io.storelens.contract.face;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What may be told of a person from the face. */
public enum Trait {
  GENDER,
  AGE,
  MOOD;

  /** The word that settings and metrics use. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads {@code gender,age}.
   *
   * @throws IllegalArgumentException if a word is no trait
   */
  public static Set<Trait> set(String text) {
    var traits = EnumSet.noneOf(Trait.class);
    for (String word : text.split(",", -1)) {
      traits.add(of(word.strip()));
    }
    return traits;
  }

  private static Trait of(String word) {
    for (Trait trait : values()) {
      if (trait.code().equals(word)) {
        return trait;
      }
    }
    throw new IllegalArgumentException("is not a list out of gender, age, mood");
  }
}
