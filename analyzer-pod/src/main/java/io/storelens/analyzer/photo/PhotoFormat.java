package io.storelens.analyzer.photo;

import java.util.Optional;

/** A file format, told from the first bytes: a file's name says nothing. */
public enum PhotoFormat {
  /** Starts with a start-of-image marker (ITU-T T.81, B.2.1) and the marker of a segment. */
  JPEG("\u00ff\u00d8\u00ff"),
  /** Starts with the PNG signature (ISO/IEC 15948, 5.2). */
  PNG("\u0089PNG\r\n\u001a\n");

  private final String magic;

  PhotoFormat(String magic) {
    this.magic = magic;
  }

  /** The format of {@code photo}; empty when it is neither. */
  static Optional<PhotoFormat> of(EncodedPhoto photo) {
    for (PhotoFormat format : values()) {
      if (format.begins(photo)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  private boolean begins(EncodedPhoto photo) {
    if (photo.length() < magic.length()) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      if (photo.at(i) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
