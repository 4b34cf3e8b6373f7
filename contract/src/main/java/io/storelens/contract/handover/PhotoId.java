package io.storelens.contract.handover;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names one photo of one camera: SHA-256 over the camera's name (UTF-8), a zero byte and the photo.
 * A camera that uploads the same bytes twice gives the same id, so the photo counts once.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record PhotoId(String hex) implements Comparable<PhotoId> {
  /**
   * @throws IllegalArgumentException if {@code hex} is not 64 lower-case hexadecimal digits
   */
  public PhotoId {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("photo id '" + hex + "' is not 64 hexadecimal digits");
    }
  }

  /** A digest that already holds the camera's name: feed it the photo, then {@link #of} it. */
  public static MessageDigest digestFor(String camera) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(camera.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return digest;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The id of a photo whose bytes went through {@code digest}, which is reset. */
  public static PhotoId of(MessageDigest digest) {
    return new PhotoId(HexFormat.of().formatHex(digest.digest()));
  }

  /** The 32 bytes that {@link #hex} writes. */
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
