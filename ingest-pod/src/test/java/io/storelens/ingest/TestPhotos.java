package io.storelens.ingest;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small JPEGs, each with content of its own. */
public final class TestPhotos {
  private static final Random RANDOM = new Random();

  private TestPhotos() {}

  /** A JPEG that no other call gives. */
  public static byte[] photo() {
    return photo(64);
  }

  /** A JPEG of {@code side} by {@code side} random pixels, about a byte for each. */
  public static byte[] photo(int side) {
    var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < side; x++) {
      for (int y = 0; y < side; y++) {
        image.setRGB(x, y, new Color(RANDOM.nextInt(0x1000000)).getRGB());
      }
    }
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * A JPEG with EXIF times.
   *
   * @param original {@code DateTimeOriginal}, such as {@code 2026:03:29 12:00:00}
   * @param fraction {@code SubSecTimeOriginal}; null for none
   * @param offset {@code OffsetTimeOriginal}; null for none
   */
  public static byte[] withExif(String original, String fraction, String offset) {
    return withHeader(exif(original, fraction, offset));
  }

  /**
   * A JPEG that says where it is from.
   *
   * @param serial {@code BodySerialNumber}, four characters or more; null for none
   * @param latitude degrees north
   * @param longitude degrees east
   */
  public static byte[] withOrigin(String serial, double latitude, double longitude) {
    byte[] number = (serial == null ? "" : serial + "\0").getBytes(StandardCharsets.US_ASCII);
    int exifAt = 8 + 2 + 2 * 12 + 4;
    int gpsAt = exifAt + 2 + 12 + 4;
    int data = gpsAt + 2 + 4 * 12 + 4;
    var tiff = ByteBuffer.allocate(data + number.length + 48);
    tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    tiff.putShort((short) 2);
    entry(tiff, 0x8769, 4, 1).putInt(exifAt);
    entry(tiff, 0x8825, 4, 1).putInt(gpsAt);
    tiff.putInt(0);
    tiff.putShort((short) 1);
    entry(tiff, 0xA431, 2, number.length).putInt(data + 48);
    tiff.putInt(0);
    tiff.putShort((short) 4);
    entry(tiff, 1, 2, 2).put((byte) (latitude < 0 ? 'S' : 'N')).put(new byte[3]);
    entry(tiff, 2, 5, 3).putInt(data);
    entry(tiff, 3, 2, 2).put((byte) (longitude < 0 ? 'W' : 'E')).put(new byte[3]);
    entry(tiff, 4, 5, 3).putInt(data + 24);
    tiff.putInt(0);
    degrees(tiff, latitude);
    degrees(tiff, longitude);
    tiff.put(number);
    return withHeader(
        ByteBuffer.allocate(6 + tiff.capacity())
            .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
            .put(tiff.array())
            .array());
  }

  private static ByteBuffer entry(ByteBuffer tiff, int tag, int type, int count) {
    return tiff.putShort((short) tag).putShort((short) type).putInt(count);
  }

  /** Three fractions: degrees in millionths, no minutes, no seconds. */
  private static void degrees(ByteBuffer tiff, double value) {
    tiff.putInt((int) Math.round(Math.abs(value) * 1_000_000)).putInt(1_000_000);
    tiff.putInt(0).putInt(1).putInt(0).putInt(1);
  }

  private static byte[] withHeader(byte[] exif) {
    byte[] photo = photo();
    return ByteBuffer.allocate(photo.length + 4 + exif.length)
        .put(photo, 0, 2)
        .putShort((short) 0xFFE1)
        .putShort((short) (exif.length + 2))
        .put(exif)
        .put(photo, 2, photo.length - 2)
        .array();
  }

  private static byte[] exif(String original, String fraction, String offset) {
    var tags = new int[] {0x9003, 0x9011, 0x9291};
    var values = new String[] {original, offset, fraction};
    var tiff = ByteBuffer.allocate(512);
    tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    // IFD0: one entry, the pointer to the EXIF directory.
    tiff.putShort((short) 1);
    tiff.putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(26).putInt(0);
    int entries = 0;
    for (String value : values) {
      entries += value == null ? 0 : 1;
    }
    tiff.putShort((short) entries);
    int data = 26 + 2 + entries * 12 + 4;
    for (int i = 0; i < tags.length; i++) {
      if (values[i] == null) {
        continue;
      }
      byte[] text = (values[i] + "\0").getBytes(StandardCharsets.US_ASCII);
      tiff.putShort((short) tags[i]).putShort((short) 2).putInt(text.length);
      if (text.length <= 4) {
        tiff.put(java.util.Arrays.copyOf(text, 4));
      } else {
        tiff.putInt(data);
        tiff.put(data, text);
        data += text.length;
      }
    }
    tiff.putInt(0);
    var exif = ByteBuffer.allocate(6 + data);
    exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    exif.put(tiff.array(), 0, data);
    return exif.array();
  }
}
