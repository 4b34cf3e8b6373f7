package io.storelens.analyzer;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Pictures in the public domain, see photos/README.md. */
public final class TestPhotos {
  private TestPhotos() {}

  /** One man, 910 x 1137; his face is 240 pixels wide. */
  public static byte[] oneMan() {
    return read("president-obama.jpg");
  }

  /** One woman, 512 x 512; her face is 90 pixels wide: too small for the default policy. */
  public static byte[] oneWoman() {
    return read("astronaut.jpg");
  }

  /** A picture of the folder. */
  public static byte[] read(String name) {
    try (var stream = TestPhotos.class.getResourceAsStream("/photos/" + name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
