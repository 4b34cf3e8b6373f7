package io.storelens.report.access;

import java.util.List;

/**
 * Who somebody has proved to be.
 *
 * @param user name of the user; of one that an identity provider vouches for, {@code oidc/} and the
 *     subject
 * @param roles names of the roles that an identity provider gave; empty for others, whose roles are
 *     looked up
 * @param version changes with the password, and ends the sessions of the one before
 */
public record Identity(String user, List<String> roles, String version) {
  private static final String PROVIDER = "oidc/";

  public Identity {
    roles = List.copyOf(roles);
  }

  /** Somebody that an identity provider vouches for. */
  static Identity ofProvider(String subject, List<String> roles) {
    return new Identity(PROVIDER + subject, roles, "");
  }

  /** Whether an identity provider vouches for {@code user}. */
  static boolean isOfProvider(String user) {
    return user.startsWith(PROVIDER);
  }
}
