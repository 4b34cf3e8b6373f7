package io.storelens.ingest.spool;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;

/** Photos that no analyzer can use, each with a text of the same name and {@code .reason}. */
final class AsideFolder {
  /** They show faces, so they are not kept for longer than somebody needs to look into it. */
  private static final Duration KEPT = Duration.ofDays(7);

  private final Path folder;

  AsideFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Moves the file {@code photo} here, after its reason.
   *
   * @return whether it was still there
   */
  boolean take(Path photo, String reason) throws IOException {
    var name = photo.getFileName().toString();
    Files.writeString(folder.resolve(name + ".reason"), reason);
    try {
      Files.move(photo, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  void forget(Instant now) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().plus(KEPT).isBefore(now)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
