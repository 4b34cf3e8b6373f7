package io.storelens.embedded.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts the library of {@link TurboJpeg} where an image is made from. */
public final class TurboJpegCopy {
  private TurboJpegCopy() {}

  /**
   * Copies the library.
   *
   * @param arguments the file to write
   * @throws IOException if there is no library and none can be fetched; says the remedy
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("one argument is needed: the file to write");
    }
    var target = Path.of(arguments[0]);
    Files.createDirectories(target.getParent());
    Files.copy(TurboJpeg.library(System.out::println), target, StandardCopyOption.REPLACE_EXISTING);
  }
}
