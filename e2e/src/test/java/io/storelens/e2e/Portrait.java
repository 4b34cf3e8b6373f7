package io.storelens.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sample portraits, with what a person sees on them. */
enum Portrait {
  /** One man. */
  MAN("president-obama.jpg"),
  /** One woman. */
  WOMAN("astronaut.jpg");

  private final String file;

  Portrait(String file) {
    this.file = file;
  }

  Path path() {
    return Path.of(System.getProperty("storelens.home"), "photos", file);
  }

  /**
   * The portrait as another photo: the same picture, with a comment segment (ITU-T T.81, B.2.4.5)
   * that makes its bytes, and so its id, its own.
   */
  byte[] distinct(int number) {
    try {
      byte[] jpeg = Files.readAllBytes(path());
      byte[] other = new byte[jpeg.length + 8];
      System.arraycopy(jpeg, 0, other, 0, 2);
      other[2] = (byte) 0xFF;
      other[3] = (byte) 0xFE;
      other[4] = 0;
      other[5] = 6;
      for (int i = 0; i < 4; i++) {
        other[6 + i] = (byte) (number >>> (24 - 8 * i));
      }
      System.arraycopy(jpeg, 2, other, 10, jpeg.length - 2);
      return other;
    } catch (IOException e) {
      throw new IllegalStateException(path() + " cannot be read", e);
    }
  }
}
