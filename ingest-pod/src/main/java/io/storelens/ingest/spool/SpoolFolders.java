package io.storelens.ingest.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folders of a spool.
 *
 * @param photos files of photos that wait or are being taken in, and empty ones for the next
 * @param aside photos that can never be analysed, with their reasons
 * @param again photos on their way back from {@code aside} to {@code photos}
 */
record SpoolFolders(Path photos, Path aside, Path again) {
  /**
   * The folders under {@code spool}, which are made where they are missing.
   *
   * @throws IOException if they cannot be made
   */
  static SpoolFolders under(Path spool) throws IOException {
    var folders =
        new SpoolFolders(spool.resolve("photos"), spool.resolve("aside"), spool.resolve("again"));
    Files.createDirectories(folders.photos);
    Files.createDirectories(folders.aside);
    Files.createDirectories(folders.again);
    sync(spool);
    return folders;
  }

  /** Returns when the names in {@code folder} are on disk. */
  static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
