package io.storelens.operator.condition;

import java.util.regex.Pattern;

/**
 * What a condition says.
 *
 * @param status whether it holds
 * @param reason one fixed CamelCase word for programs and printer columns
 * @param message a sentence for people; where something is to be done, it says what. It must not
 *     tell what changes all the time, or the status is written all the time
 */
public record Verdict(Status status, String reason, String message) {
  private static final Pattern REASON = Pattern.compile("[A-Z][A-Za-z0-9]*");

  /** Whether a condition holds. */
  public enum Status {
    TRUE("True"),
    FALSE("False"),
    UNKNOWN("Unknown");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** The word in a status. */
    public String text() {
      return text;
    }
  }

  /**
   * @throws IllegalArgumentException if {@code reason} is not one CamelCase word
   */
  public Verdict {
    if (!REASON.matcher(reason).matches()) {
      throw new IllegalArgumentException("reason '" + reason + "' is not one CamelCase word");
    }
  }

  /** It holds. */
  public static Verdict yes(String reason, String message) {
    return new Verdict(Status.TRUE, reason, message);
  }

  /** It does not hold. */
  public static Verdict no(String reason, String message) {
    return new Verdict(Status.FALSE, reason, message);
  }

  /** It cannot be told. */
  public static Verdict unknown(String reason, String message) {
    return new Verdict(Status.UNKNOWN, reason, message);
  }

  /** Whether it holds for certain. */
  public boolean holds() {
    return status == Status.TRUE;
  }
}
