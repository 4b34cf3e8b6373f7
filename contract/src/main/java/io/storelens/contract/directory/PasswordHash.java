package io.storelens.contract.directory;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Password hashes of the camera directory: PBKDF2 with HMAC-SHA-256 (RFC 8018), written as {@code
 * pbkdf2-sha256$iterations$salt$hash} with Base64 without padding.
 */
public final class PasswordHash {
  /** For passwords people choose. One check costs about 0.1 s of CPU (OWASP's advice, 2023). */
  public static final int CHOSEN = 600_000;

  /**
   * For generated passwords of 128 bits and more, which no guessing reaches, however cheap a guess
   * is. One check costs less than a tenth of a millisecond, so that thousands of cameras can be set
   * up at once.
   */
  public static final int GENERATED = 100;

  private static final String PREFIX = "pbkdf2-sha256";
  private static final Pattern FORMAT =
      Pattern.compile(PREFIX + "\\$([0-9]{1,9})\\$([^$]*)\\$([^$]*)");
  private static final int BITS = 256;

  /** Bytes of a salt. */
  public static final int SALT_BYTES = 16;

  private static final SecureRandom RANDOM = new SecureRandom();

  private PasswordHash() {}

  /** Hashes {@code password} with a new salt. */
  public static String of(String password, int iterations) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return of(password, iterations, salt);
  }

  /**
   * Hashes {@code password} with {@code salt}: the same three always give the same hash.
   *
   * @param salt 16 bytes that no other hash has
   */
  public static String of(String password, int iterations, byte[] salt) {
    var base64 = Base64.getEncoder().withoutPadding();
    return start(iterations, salt) + base64.encodeToString(derive(password, salt, iterations));
  }

  /**
   * Whether {@code hash} was made with this salt and at least as many iterations. Costs next to
   * nothing. What is no hash was not.
   */
  public static boolean isMadeWith(String hash, int iterations, byte[] salt) {
    var parts = FORMAT.matcher(hash);
    return parts.matches()
        && Integer.parseInt(parts.group(1)) >= iterations
        && parts.group(2).equals(Base64.getEncoder().withoutPadding().encodeToString(salt));
  }

  private static String start(int iterations, byte[] salt) {
    String base64 = Base64.getEncoder().withoutPadding().encodeToString(salt);
    return PREFIX + "$" + iterations + "$" + base64 + "$";
  }

  /**
   * Whether {@code password} is the one {@code hash} was made of. Takes the same time for a wrong
   * one.
   *
   * @throws IllegalArgumentException if {@code hash} is not of this format
   */
  public static boolean matches(String hash, String password) {
    var parts = FORMAT.matcher(hash);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "passwordHash is not of the form " + PREFIX + "$n$salt$hash");
    }
    byte[] wanted = Base64.getDecoder().decode(parts.group(3));
    byte[] salt = Base64.getDecoder().decode(parts.group(2));
    return MessageDigest.isEqual(wanted, derive(password, salt, Integer.parseInt(parts.group(1))));
  }

  private static byte[] derive(String password, byte[] salt, int iterations) {
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, BITS))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256", e);
    }
  }
}
