package io.storelens.analyzer.photo;

import static io.storelens.contract.handover.RefusalReason.NOT_A_PHOTO;
import static io.storelens.contract.handover.RefusalReason.UNDECODABLE;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks the segments of a JPEG file up to its first scan (ITU-T T.81, annex B), and sees that an
 * end-of-image marker follows. The pixels are not touched.
 */
final class JpegSegments {
  private static final int MARKER = 0xff;
  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final int APP1 = 0xe1;
  private static final int APP14 = 0xee;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);

  private final EncodedPhoto photo;
  private int width = -1;
  private int height = -1;
  private Orientation orientation = Orientation.UPRIGHT;
  private boolean exifSeen;
  private boolean adobe;

  JpegSegments(EncodedPhoto photo) {
    this.photo = photo;
  }

  /**
   * The file's header.
   *
   * @throws PhotoRefusedException as {@link PhotoHeader#read} says
   */
  PhotoHeader header() throws PhotoRefusedException {
    int position = 2;
    while (true) {
      position = afterMarker(position);
      int marker = photo.at(position - 1);
      if (marker == END_OF_IMAGE) {
        throw new PhotoRefusedException(NOT_A_PHOTO, "the JPEG file holds no image");
      }
      if (standsAlone(marker)) {
        continue;
      }
      int end = endOfSegment(position);
      if (marker == START_OF_SCAN) {
        requireFrameAndEnd(end);
        return new PhotoHeader(PhotoFormat.JPEG, width, height, orientation, adobe);
      }
      read(marker, position + 2, end);
      position = end;
    }
  }

  /** The position after the next marker; decoders pass over stray bytes before it, so do we. */
  private int afterMarker(int from) throws PhotoRefusedException {
    int position = from;
    while (position < photo.length() && photo.at(position) != MARKER) {
      position++;
    }
    while (position < photo.length() && photo.at(position) == MARKER) {
      position++;
    }
    if (position >= photo.length()) {
      throw cutOff();
    }
    return position + 1;
  }

  private int endOfSegment(int position) throws PhotoRefusedException {
    if (position + 2 > photo.length() || position + photo.wordAt(position) > photo.length()) {
      throw cutOff();
    }
    int length = photo.wordAt(position);
    if (length < 2) {
      throw new PhotoRefusedException(UNDECODABLE, "a segment of the JPEG file has no length");
    }
    return position + length;
  }

  private void read(int marker, int from, int to) throws PhotoRefusedException {
    if (isFrame(marker)) {
      if (to - from < 6) {
        throw new PhotoRefusedException(UNDECODABLE, "the JPEG file's frame header is too short");
      }
      height = photo.wordAt(from + 1);
      width = photo.wordAt(from + 3);
    } else if (marker == APP1 && !exifSeen && startsWith(EXIF, from, to)) {
      exifSeen = true;
      orientation = orientation(from, to);
    } else if (marker == APP14 && startsWith(ADOBE, from, to)) {
      adobe = true;
    }
  }

  /** Unreadable metadata is no reason to refuse a photo: it is then taken as upright. */
  private Orientation orientation(int from, int to) {
    var metadata = new Metadata();
    new ExifReader()
        .extract(
            new ByteArrayReader(Arrays.copyOfRange(photo.bytes(), from, to)),
            metadata,
            EXIF.length);
    var directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    Integer value =
        directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
    return value == null ? Orientation.UPRIGHT : Orientation.ofExif(value);
  }

  private void requireFrameAndEnd(int scan) throws PhotoRefusedException {
    if (width < 0) {
      throw new PhotoRefusedException(UNDECODABLE, "the JPEG file has a scan before its frame");
    }
    // Within a scan 0xff is never followed by 0xd9, so what is found from the end is the marker.
    for (int i = photo.length() - 1; i > scan; i--) {
      if (photo.at(i) == END_OF_IMAGE && photo.at(i - 1) == MARKER) {
        return;
      }
    }
    throw cutOff();
  }

  private boolean startsWith(byte[] word, int from, int to) {
    return to - from >= word.length
        && Arrays.equals(photo.bytes(), from, from + word.length, word, 0, word.length);
  }

  /** SOF0 to SOF15; among them are three that begin no frame: DHT, JPG and DAC. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static boolean standsAlone(int marker) {
    return marker == 0x01 || (marker >= 0xd0 && marker <= START_OF_IMAGE);
  }

  private static PhotoRefusedException cutOff() {
    return new PhotoRefusedException(UNDECODABLE, "the JPEG file is cut off");
  }
}
