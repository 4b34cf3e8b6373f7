package io.storelens.standalone.up;

import io.storelens.standalone.credential.GeneratedPasswords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The password of the page's login.
 *
 * @param text the password; {@link #toString} hides it
 * @param file where it was generated to; empty when it came from the environment
 * @param fresh whether it was generated just now, and must be shown once
 */
record AdminPassword(String text, Optional<Path> file, boolean fresh) {
  /** The environment variable that gives it. */
  static final String VARIABLE = "STORELENS_ADMIN_PASSWORD";

  /** The user it belongs to. */
  static final String USER = "admin";

  /** From the environment, else generated and kept in {@code folder}. */
  static AdminPassword from(Optional<String> environment, Path folder) throws IOException {
    if (environment.isPresent()) {
      return new AdminPassword(environment.get(), Optional.empty(), false);
    }
    var file = folder.resolve(USER);
    boolean fresh = !Files.exists(file);
    return new AdminPassword(new GeneratedPasswords(folder).of(USER), Optional.of(file), fresh);
  }

  @Override
  public String toString() {
    return "AdminPassword[file=" + file + "]";
  }
}
