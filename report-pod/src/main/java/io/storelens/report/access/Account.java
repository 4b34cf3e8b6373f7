package io.storelens.report.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one user of a small set-up. */
public final class Account {
  private final String name;
  private final byte[] nameDigest;
  private final byte[] passwordDigest;

  /** A user called {@code name}, who knows {@code password}. */
  public Account(String name, String password) {
    this.name = name;
    this.nameDigest = digest(name);
    this.passwordDigest = digest(password);
  }

  /** The user's name. */
  public String name() {
    return name;
  }

  /** Whether both are right. Takes the same time whatever is wrong, and by how much. */
  public boolean matches(String otherName, String otherPassword) {
    boolean sameName = MessageDigest.isEqual(nameDigest, digest(otherName));
    boolean samePassword = MessageDigest.isEqual(passwordDigest, digest(otherPassword));
    return sameName && samePassword;
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
