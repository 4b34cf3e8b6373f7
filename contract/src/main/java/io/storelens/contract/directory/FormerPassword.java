package io.storelens.contract.directory;

import java.time.Instant;

/**
 * The password before the last change, which a camera may use until somebody has told it the new
 * one.
 *
 * @param hash as {@link PasswordHash} writes it
 * @param until from this instant on it is refused
 */
public record FormerPassword(String hash, Instant until) {
  /** Whether it still counts at {@code now}. */
  public boolean counts(Instant now) {
    return now.isBefore(until);
  }

  /** Without the hash. */
  @Override
  public String toString() {
    return "FormerPassword[until=" + until + "]";
  }
}
