package io.storelens.operator.directory;

import io.storelens.contract.directory.PasswordHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gives each password a salt of its own that only depends on user name and password, so that an
 * unchanged password keeps its hash without anything being kept but this key. Without the key a
 * salt tells nothing of the password; who has key and hashes can guess fast, so it stays where the
 * passwords are, never with the hashes.
 */
public final class SaltKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;

  private final SecretKeySpec key;

  /**
   * Takes a key.
   *
   * @throws IllegalArgumentException if it has not 32 bytes
   */
  public SaltKey(byte[] key) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException("a salt key has " + BYTES + " bytes, not " + key.length);
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** A new random key, for a place to keep it. */
  public static byte[] random() {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }

  /**
   * The key in {@code file}, as hexadecimal digits; made and written, readable for its owner only,
   * where there is none. Should the file be lost, passwords are hashed anew; nothing else happens.
   *
   * @throws IllegalArgumentException if the file holds no key
   */
  public static SaltKey in(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      var temporary = Files.createTempFile(file.toAbsolutePath().getParent(), ".salt", ".tmp");
      Files.writeString(temporary, HexFormat.of().formatHex(random()) + "\n");
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
    String text = Files.readString(file).strip();
    if (!text.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          file + " holds no key of 64 hexadecimal digits; delete it and a new one is made");
    }
    return new SaltKey(HexFormat.of().parseHex(text));
  }

  /** The salt of {@code username}'s {@code password}. */
  byte[] salt(String username, String password) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(username.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      mac.update(password.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(mac.doFinal(), PasswordHash.SALT_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
