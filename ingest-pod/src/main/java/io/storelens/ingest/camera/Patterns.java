package io.storelens.ingest.camera;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Regular expressions that resources hold: cameras share them, and one is costly to compile. */
final class Patterns {
  private static final Logger LOGGER = LoggerFactory.getLogger(Patterns.class);
  private static final int MOST = 1000;

  private final Map<String, Optional<Pattern>> compiled = new ConcurrentHashMap<>();

  /** {@code text} compiled; empty, after a warning, if it is no regular expression. */
  Optional<Pattern> of(String text) {
    if (compiled.size() > MOST) {
      compiled.clear();
    }
    return compiled.computeIfAbsent(text, Patterns::compile);
  }

  private static Optional<Pattern> compile(String text) {
    try {
      return Optional.of(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      LOGGER
          .atWarn()
          .addKeyValue("pattern", text)
          .addKeyValue("reason", e.getDescription())
          .log("a camera's pattern is no regular expression, it is not used");
      return Optional.empty();
    }
  }
}
