package io.storelens.contract.directory;

/** Where the time of a photo is taken from. */
public enum CaptureSource {
  /** EXIF {@code DateTimeOriginal}, with {@code OffsetTimeOriginal} where there is one. */
  EXIF,
  /** The name the camera gave the file, read with a pattern, in the store's local time. */
  FILE_NAME,
  /** The moment the upload began. Always known. */
  ARRIVAL
}
