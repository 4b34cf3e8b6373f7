package io.storelens.standalone.credential;

import io.storelens.operator.directory.PasswordGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Passwords of cameras that were given none: made once, then kept in a folder, one file a camera,
 * which only the owner may read.
 */
public final class GeneratedPasswords {
  private static final String CAMERA = "[a-z0-9]([-.a-z0-9]*[a-z0-9])?";

  private final Path folder;

  /** Keeps passwords in {@code folder}, which is made when the first one is. */
  public GeneratedPasswords(Path folder) {
    this.folder = folder;
  }

  /**
   * The password of {@code camera}, made and kept where there is none yet.
   *
   * @throws IllegalArgumentException if {@code camera} is no name of a camera, or its file holds no
   *     generated password
   */
  public String of(String camera) throws IOException {
    if (!camera.matches(CAMERA)) {
      throw new IllegalArgumentException("'" + camera + "' is no name of a camera");
    }
    Path file = folder.resolve(camera);
    if (!Files.exists(file)) {
      keep(file, PasswordGenerator.generate());
    }
    String password = Files.readString(file).strip();
    if (!PasswordGenerator.mayHaveMade(password)) {
      throw new IllegalArgumentException(
          file
              + " holds no generated password; delete it and a new one is made, or put one of your own"
              + " into a Secret");
    }
    return password;
  }

  /** Whole or not at all: half a password would be kept for ever. */
  private void keep(Path file, String password) throws IOException {
    Files.createDirectories(folder);
    var temporary = Files.createTempFile(folder, ".password", ".tmp");
    try {
      Files.writeString(temporary, password + "\n");
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
