package io.storelens.standalone.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The EXIF segment of a photo (APP1; Exif 2.32, CIPA DC-008), put into a JPEG without coding it
 * anew.
 */
public final class ExifSegment {
  private static final byte[] START_OF_IMAGE = {(byte) 0xff, (byte) 0xd8};
  private static final byte[] NAME = {'E', 'x', 'i', 'f', 0, 0};
  private static final int APP0 = 0xffe0;
  private static final int APP1 = 0xffe1;

  private static final int MAKE = 0x010f;
  private static final int MODEL = 0x0110;
  private static final int EXIF_DIRECTORY = 0x8769;
  private static final int DATE_TIME_ORIGINAL = 0x9003;
  private static final int OFFSET_TIME_ORIGINAL = 0x9011;
  private static final int SUB_SECOND_ORIGINAL = 0x9291;
  private static final int IMAGE_UNIQUE_ID = 0xa420;
  private static final int BODY_SERIAL_NUMBER = 0xa431;

  private static final short ASCII = 2;
  private static final short LONG = 4;
  private static final int HEADER_BYTES = 8;
  private static final int ENTRY_BYTES = 12;
  private static final int DIRECTORY_BYTES = 2 + 4;

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy:MM:dd HH:mm:ss");
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx");
  private static final DateTimeFormatter SUB_SECOND = DateTimeFormatter.ofPattern("SSS");

  private record Text(int tag, String value) {
    /** With the zero byte that ends it. */
    byte[] bytes() {
      return (value + "\0").getBytes(StandardCharsets.US_ASCII);
    }
  }

  private ExifSegment() {}

  /**
   * The photo with an EXIF segment.
   *
   * @param jpeg a JPEG without one
   * @param time when it was taken, written with its offset from UTC, if {@code serialNumber} is
   *     given
   * @param serialNumber the camera's; empty for a camera that writes neither it nor the time
   * @param uniqueId 32 hexadecimal digits that no other photo has
   */
  public static byte[] insert(
      byte[] jpeg, ZonedDateTime time, Optional<String> serialNumber, String uniqueId) {
    var texts = new ArrayList<Text>();
    if (serialNumber.isPresent()) {
      texts.add(new Text(DATE_TIME_ORIGINAL, DATE_TIME.format(time)));
      texts.add(new Text(OFFSET_TIME_ORIGINAL, OFFSET.format(time)));
      texts.add(new Text(SUB_SECOND_ORIGINAL, SUB_SECOND.format(time)));
    }
    texts.add(new Text(IMAGE_UNIQUE_ID, uniqueId));
    serialNumber.ifPresent(serial -> texts.add(new Text(BODY_SERIAL_NUMBER, serial)));
    byte[] tiff = tiff(texts);
    int at = afterApp0(jpeg);
    return ByteBuffer.allocate(jpeg.length + 4 + NAME.length + tiff.length)
        .put(jpeg, 0, at)
        .putShort((short) APP1)
        .putShort((short) (2 + NAME.length + tiff.length))
        .put(NAME)
        .put(tiff)
        .put(jpeg, at, jpeg.length - at)
        .array();
  }

  /** The JFIF segment, where there is one, must stay the first. */
  private static int afterApp0(byte[] jpeg) {
    var bytes = ByteBuffer.wrap(jpeg);
    int at = START_OF_IMAGE.length;
    boolean jfif = (bytes.getShort(at) & 0xffff) == APP0;
    return jfif ? at + 2 + (bytes.getShort(at + 2) & 0xffff) : at;
  }

  /** Two directories, as EXIF wants them: the image's, and in it the one of the shot. */
  private static byte[] tiff(List<Text> shot) {
    var image = List.of(new Text(MAKE, "Storelens"), new Text(MODEL, "Simulated camera"));
    int shotAt = HEADER_BYTES + bytes(image) + ENTRY_BYTES;
    var tiff = ByteBuffer.allocate(shotAt + bytes(shot));
    tiff.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(HEADER_BYTES);
    tiff.putShort((short) (image.size() + 1));
    int values = HEADER_BYTES + DIRECTORY_BYTES + ENTRY_BYTES * (image.size() + 1);
    putEntries(tiff, image, values);
    tiff.putShort((short) EXIF_DIRECTORY).putShort(LONG).putInt(1).putInt(shotAt);
    tiff.putInt(0);
    tiff.position(shotAt);
    tiff.putShort((short) shot.size());
    putEntries(tiff, shot, shotAt + DIRECTORY_BYTES + ENTRY_BYTES * shot.size());
    tiff.putInt(0);
    return tiff.array();
  }

  private static int bytes(List<Text> texts) {
    return DIRECTORY_BYTES + texts.stream().mapToInt(text -> ENTRY_BYTES + outside(text)).sum();
  }

  /** A value of up to four bytes stands in the entry itself; others begin at even places. */
  private static int outside(Text text) {
    int length = text.bytes().length;
    return length <= 4 ? 0 : length + length % 2;
  }

  private static void putEntries(ByteBuffer tiff, List<Text> texts, int valuesAt) {
    int at = valuesAt;
    for (var text : texts) {
      byte[] value = text.bytes();
      tiff.putShort((short) text.tag()).putShort(ASCII).putInt(value.length);
      if (outside(text) == 0) {
        tiff.put(Arrays.copyOf(value, 4));
      } else {
        tiff.putInt(at).put(at, value);
        at += outside(text);
      }
    }
  }
}
