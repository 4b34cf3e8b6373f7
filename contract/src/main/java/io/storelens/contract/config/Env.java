package io.storelens.contract.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads typed settings from the environment and reports every bad one at once. Values that may be
 * secret are never part of a message.
 */
public final class Env {
  private final Map<String, String> values;
  private final List<String> problems = new ArrayList<>();

  /** Reads from {@code values}, such as {@link System#getenv()}. */
  public Env(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** A whole number from {@code min} to {@code max}, {@code fallback} where the key is not set. */
  public int integer(String key, int fallback, int min, int max) {
    return (int) whole(key, fallback, min, max);
  }

  /** A whole number from {@code min} to {@code max}, {@code fallback} where the key is not set. */
  public long whole(String key, long fallback, long min, long max) {
    return parse(
        key,
        fallback,
        text -> {
          long value = Long.parseLong(text);
          if (value < min || value > max) {
            throw new IllegalArgumentException("is outside " + min + " to " + max);
          }
          return value;
        });
  }

  /** An ISO-8601 duration such as {@code PT5S}. */
  public Duration duration(String key, Duration fallback) {
    return parse(key, fallback, Duration::parse);
  }

  /** A text, {@code fallback} where the key is not set. */
  public String text(String key, String fallback) {
    return optional(key).orElse(fallback);
  }

  /** A text that may be missing. */
  public Optional<String> optional(String key) {
    return Optional.ofNullable(values.get(key)).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** A text that must be there; missing, the empty text, and a problem for {@link #verify}. */
  public String required(String key) {
    return optional(key)
        .orElseGet(
            () -> {
              problems.add(key + " is required");
              return "";
            });
  }

  /** Adds a problem for {@link #verify}: words that name the key, and no value that is secret. */
  void problem(String words) {
    problems.add(words);
  }

  /** A value read by {@code parser}, whose exception's message becomes the problem. */
  public <T> T parse(String key, T fallback, Function<String, T> parser) {
    var text = optional(key);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      return parser.apply(text.get());
    } catch (NumberFormatException e) {
      problems.add(key + "='" + text.get() + "' is not a whole number");
    } catch (IllegalArgumentException | DateTimeException e) {
      problems.add(key + "='" + text.get() + "' " + e.getMessage());
    }
    return fallback;
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException naming every key that was missing or unreadable
   */
  public void verify() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("Bad settings: " + String.join("; ", problems));
    }
  }
}
