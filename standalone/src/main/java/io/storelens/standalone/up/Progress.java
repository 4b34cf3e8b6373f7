package io.storelens.standalone.up;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Says on the terminal what is being done, with the seconds since the beginning. */
final class Progress {
  private final PrintWriter out;
  private final Instant begin = Instant.now();

  Progress(PrintWriter out) {
    this.out = out;
  }

  /** One step, or one part of it. */
  void say(String words) {
    double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
    out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds, words);
    out.flush();
  }

  /** Text as it is. */
  void show(String text) {
    out.println(text);
    out.flush();
  }
}
