package io.storelens.e2e.bench.ingest;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of a server from elsewhere, and the account of its cameras, which is one: theirs cost
 * least that way.
 *
 * @param folder for its settings
 * @param hash of the password, as crypt(5) has it with SHA-512
 */
record ServerFiles(Path folder, String hash) {
  static final String USER = "camera";

  /** The user that photos belong to. */
  static final int NOBODY = 65534;

  /** Where photos go. */
  Path home() {
    return folder.resolve("home");
  }

  /** Makes a home. */
  ServerFiles made() throws IOException {
    own(Files.createDirectories(home()));
    return this;
  }

  /** Writes settings, and gives their place. */
  Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /**
   * Makes a new, empty home. The old photos give back their space, but not their names: where many
   * files have just been deleted, ext4 takes long to make new ones.
   */
  void renewHome() throws IOException {
    Path old = folder.resolve("old-" + System.nanoTime());
    Files.move(home(), old);
    own(Files.createDirectory(home()));
    try (var photos = Files.newDirectoryStream(old)) {
      for (Path photo : photos) {
        new FileOutputStream(photo.toFile()).close();
      }
    }
  }

  private static void own(Path file) throws IOException {
    Files.setAttribute(file, "unix:uid", NOBODY);
    Files.setAttribute(file, "unix:gid", NOBODY);
  }
}
