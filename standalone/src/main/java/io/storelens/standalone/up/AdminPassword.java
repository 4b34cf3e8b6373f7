package io.storelens.standalone.up;

import io.storelens.standalone.credential.GeneratedPassword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The password of the page's login.
 *
 * @param text the password; {@link #toString} hides it
 * @param file where it was generated to; empty when it came from the environment
 * @param fresh whether it was generated just now, and must be shown
 */
record AdminPassword(String text, Optional<Path> file, boolean fresh) {
  /** The environment variable that gives it. */
  static final String VARIABLE = "STORELENS_ADMIN_PASSWORD";

  /** From the environment, else from {@code file}, else generated into {@code file}. */
  static AdminPassword from(Optional<String> environment, Path file) throws IOException {
    if (environment.isPresent()) {
      return new AdminPassword(environment.get(), Optional.empty(), false);
    }
    boolean fresh = !Files.exists(file);
    return new AdminPassword(GeneratedPassword.keptIn(file), Optional.of(file), fresh);
  }

  @Override
  public String toString() {
    return "AdminPassword[file=" + file + "]";
  }
}
