package io.storelens.embedded.debian;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where unpacked packages are kept, by the XDG Base Directory Specification. */
public final class CacheFolder {
  private CacheFolder() {}

  /** {@code storelens} in {@code $XDG_CACHE_HOME}, or in {@code ~/.cache} where that is not set. */
  public static Path ofUser() {
    return of(System.getenv(), System.getProperty("user.home"));
  }

  static Path of(Map<String, String> environment, String home) {
    // The specification: a relative path is to be ignored.
    return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElse(Path.of(home, ".cache"))
        .resolve("storelens");
  }
}
