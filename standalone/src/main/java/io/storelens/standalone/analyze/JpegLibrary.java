package io.storelens.standalone.analyze;

import io.storelens.embedded.debian.TurboJpeg;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** libjpeg-turbo, which decodes photos twice as fast as the JDK does. */
public final class JpegLibrary {
  private JpegLibrary() {}

  /**
   * Finds or fetches the library. Where it cannot be had, {@code progress} is told why, and photos
   * are decoded by the JDK.
   */
  public static Optional<Path> find(Consumer<String> progress) throws InterruptedException {
    try {
      return Optional.of(TurboJpeg.library(progress));
    } catch (IOException e) {
      progress.accept("Photos are decoded by the JDK, more slowly: " + e.getMessage());
      return Optional.empty();
    }
  }
}
