package io.storelens.operator.event;

import java.time.Duration;
import java.time.Instant;

/**
 * The same thing happening to the same object again and again. Its first Event is written at once,
 * its second makes it a series, and from then on the count is written now and then.
 */
final class Series {
  /** Between writes of a count, and from the last happening to the end of a series. */
  static final Duration WINDOW = Duration.ofMinutes(6);

  /** What a happening asks of the writer. */
  enum Step {
    CREATE,
    COUNT,
    NOTHING
  }

  private int count;
  private Instant last = Instant.EPOCH;
  private Instant written = Instant.EPOCH;
  private String name = "";

  /** Counts one more at {@code now}. */
  Step happened(Instant now) {
    boolean over = isOver(now);
    count = over ? 1 : count + 1;
    last = now;
    if (over) {
      written = now;
      return Step.CREATE;
    }
    if (count == 2 || Duration.between(written, now).compareTo(WINDOW) >= 0) {
      written = now;
      return Step.COUNT;
    }
    return Step.NOTHING;
  }

  /** Whether it is forgotten at {@code now}: the next one is a new Event. */
  boolean isOver(Instant now) {
    return count == 0 || Duration.between(last, now).compareTo(WINDOW) > 0;
  }

  int count() {
    return count;
  }

  /** The Event that counts. */
  String name() {
    return name;
  }

  void name(String newName) {
    name = newName;
  }
}
