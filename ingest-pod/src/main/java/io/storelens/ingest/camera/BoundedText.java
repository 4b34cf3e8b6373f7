package io.storelens.ingest.camera;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A name that a camera sent, which a pattern may look at a million times and no more: a pattern of
 * a resource may take exponential time on a name made for it.
 */
final class BoundedText implements CharSequence {
  private static final Logger LOGGER = LoggerFactory.getLogger(BoundedText.class);
  private static final int MOST_LOOKS = 1_000_000;

  private final String text;
  private int looks;

  private BoundedText(String text) {
    this.text = text;
  }

  /**
   * Matches {@code pattern} against {@code text}.
   *
   * @param how such as {@link Matcher#find}
   * @return the match; empty if there is none, or if it takes too long to tell
   */
  static Optional<Matcher> match(Pattern pattern, String text, Predicate<Matcher> how) {
    var matcher = pattern.matcher(new BoundedText(text));
    try {
      return how.test(matcher) ? Optional.of(matcher) : Optional.empty();
    } catch (TooManyLooks | StackOverflowError e) {
      LOGGER
          .atWarn()
          .addKeyValue("pattern", pattern.pattern())
          .log("a pattern takes too long on a name, the name is taken not to match");
      return Optional.empty();
    }
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (++looks > MOST_LOOKS) {
      throw new TooManyLooks();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }

  private static final class TooManyLooks extends RuntimeException {
    private TooManyLooks() {
      super(null, null, false, false);
    }
  }
}
