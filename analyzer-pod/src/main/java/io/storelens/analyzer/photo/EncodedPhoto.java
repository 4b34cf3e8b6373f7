package io.storelens.analyzer.photo;

import java.util.Objects;

/**
 * A photo as it was uploaded. The array may be longer than the photo, so that it can be used again
 * for another one; whoever made it decides when.
 *
 * @param bytes holds the photo from index 0
 * @param length bytes of the photo
 */
@SuppressWarnings("ArrayRecordComponent") // a copy of each photo would cost more than it guards
public record EncodedPhoto(byte[] bytes, int length) {
  /**
   * @throws IndexOutOfBoundsException if {@code bytes} is shorter than {@code length}
   */
  public EncodedPhoto {
    Objects.checkFromToIndex(0, length, bytes.length);
  }

  /** A photo that fills {@code bytes}. */
  public static EncodedPhoto of(byte[] bytes) {
    return new EncodedPhoto(bytes, bytes.length);
  }

  /** The byte at {@code index}, 0 to 255. */
  int at(int index) {
    return bytes[index] & 0xff;
  }

  /** The big-endian 16-bit number at {@code index}, 0 to 65535. */
  int wordAt(int index) {
    return at(index) << 8 | at(index + 1);
  }

  /** Without the photo's content. */
  @Override
  public String toString() {
    return "EncodedPhoto[" + length + " bytes]";
  }
}
