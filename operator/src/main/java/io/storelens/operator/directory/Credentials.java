package io.storelens.operator.directory;

import io.storelens.contract.directory.PasswordHash;

/**
 * What a camera logs in with.
 *
 * @param username FTP user name
 * @param password password in clear; {@link #toString} hides it
 * @param generated whether the password was generated with at least 128 bits, so that its hash need
 *     not be slow
 */
public record Credentials(String username, String password, boolean generated) {
  /** PBKDF2 iterations that such a password needs. */
  int iterations() {
    return generated ? PasswordHash.GENERATED : PasswordHash.CHOSEN;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Credentials[username=" + username + ", generated=" + generated + "]";
  }
}
