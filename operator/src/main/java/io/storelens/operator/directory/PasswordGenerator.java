package io.storelens.operator.directory;

import java.security.SecureRandom;

/** Passwords for cameras that were given none. */
public final class PasswordGenerator {
  /** No letters that look alike, no signs: they are typed into web pages of cameras. */
  private static final String LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  /** With 57 letters, 140 bits. */
  private static final int LENGTH = 24;

  private static final String PASSWORD = "[a-zA-Z2-9]{" + LENGTH + "}";
  private static final SecureRandom RANDOM = new SecureRandom();

  private PasswordGenerator() {}

  /** A new password of 24 letters and digits. */
  public static String generate() {
    return RANDOM
        .ints(LENGTH, 0, LETTERS.length())
        .mapToObj(LETTERS::charAt)
        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
        .toString();
  }

  /** Whether {@code text} may have come from {@link #generate}. */
  public static boolean mayHaveMade(String text) {
    return text.matches(PASSWORD);
  }
}
