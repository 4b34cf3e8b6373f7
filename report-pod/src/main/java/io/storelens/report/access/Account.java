package io.storelens.report.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The administrator of a small set-up, whose password is a setting. */
public final class Account {
  private static final int ITERATIONS = 600_000;

  private final String name;
  private final byte[] passwordDigest;
  private final byte[] key;

  /**
   * A user called {@code name}, who knows {@code password}. A key is derived from both, slowly
   * (some 0.3 s of CPU), so that what is signed with it helps nobody to guess the password.
   */
  public Account(String name, String password) {
    this.name = name;
    this.passwordDigest = digest(password);
    this.key = stretch(name, password);
  }

  /** The user's name. */
  public String name() {
    return name;
  }

  /** Whether it is the user's password. Takes the same time whatever is wrong, and by how much. */
  public boolean matches(String password) {
    return MessageDigest.isEqual(passwordDigest, digest(password));
  }

  /** A secret that changes with name and password. */
  byte[] key() {
    return key.clone();
  }

  private static byte[] stretch(String user, String password) {
    try {
      byte[] salt = ("storelens report of " + user).getBytes(StandardCharsets.UTF_8);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, 256))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256", e);
    }
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
