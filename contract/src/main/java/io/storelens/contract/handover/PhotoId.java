package io.storelens.contract.handover;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names one photo of one camera: the 128-bit XXH3 hash (github.com/Cyan4973/xxHash, canonical form)
 * of the camera's name (UTF-8), a zero byte and the photo. A camera that uploads the same bytes
 * twice gives the same id, so the photo counts once.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record PhotoId(String hex) implements Comparable<PhotoId> {
  private static final int BYTES = 16;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  /**
   * @throws IllegalArgumentException if {@code hex} is not 32 lower-case hexadecimal digits
   */
  public PhotoId {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("photo id '" + hex + "' is not 32 hexadecimal digits");
    }
  }

  /**
   * The id that {@link #bytes} gave.
   *
   * @throws IllegalArgumentException if they are not 16
   */
  public static PhotoId of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a photo id has 16 bytes, not " + bytes.length);
    }
    return new PhotoId(HexFormat.of().formatHex(bytes));
  }

  /** The 16 bytes that {@link #hex} writes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public int compareTo(PhotoId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
