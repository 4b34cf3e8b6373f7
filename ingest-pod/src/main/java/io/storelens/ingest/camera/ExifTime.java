package io.storelens.ingest.camera;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;

/**
 * The time a photo says of itself: EXIF {@code DateTimeOriginal}, with {@code SubSecTimeOriginal}
 * and {@code OffsetTimeOriginal} (CIPA DC-008, 4.6.5) where there are any.
 */
final class ExifTime {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
  private static final int BUFFER_BYTES = 4096;

  private ExifTime() {}

  /**
   * The time {@code jpeg} was taken; empty if it has none that can be read.
   *
   * @param zone where the camera is, if the photo names no offset
   * @throws IOException if {@code jpeg} cannot be read
   */
  static Optional<Instant> of(InputStream jpeg, ZoneId zone, Instant arrival) throws IOException {
    try {
      var metadata =
          JpegMetadataReader.readMetadata(
              new BufferedInputStream(jpeg, BUFFER_BYTES), List.of(new ExifReader()));
      for (var exif : metadata.getDirectoriesOfType(ExifSubIFDDirectory.class)) {
        var original = exif.getString(ExifDirectoryBase.TAG_DATETIME_ORIGINAL);
        if (original != null) {
          return Optional.of(moment(original, exif, zone, arrival));
        }
      }
      return Optional.empty();
    } catch (JpegProcessingException | DateTimeException e) {
      return Optional.empty(); // a photo without a readable time: the next source is asked
    }
  }

  private static Instant moment(String original, Directory exif, ZoneId zone, Instant arrival) {
    var local =
        LocalDateTime.parse(original.strip(), FORMAT)
            .withNano(nanos(exif.getString(ExifDirectoryBase.TAG_SUBSECOND_TIME_ORIGINAL)));
    var offset = exif.getString(ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL);
    return offset == null || offset.isBlank()
        ? LocalTimes.nearest(local, zone, arrival)
        : local.toInstant(ZoneOffset.of(offset.strip()));
  }

  /** Digits after the decimal point of a second. */
  private static int nanos(String fraction) {
    var digits = fraction == null ? "" : fraction.strip();
    if (!digits.matches("\\d{1,9}")) {
      return 0;
    }
    return Integer.parseInt((digits + "00000000").substring(0, 9));
  }
}
