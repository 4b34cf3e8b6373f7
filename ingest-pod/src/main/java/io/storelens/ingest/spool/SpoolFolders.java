package io.storelens.ingest.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/**
 * The folders of a spool: {@code incoming} for what is being taken in, {@code ready/00} to {@code
 * ready/ff} for what waits, {@code aside} for what no analyzer can use, {@code again} for what was
 * set aside and is to be tried once more, {@code spare} for emptied files.
 *
 * @param incoming unfinished uploads, {@code *.part}
 * @param ready waiting photos, by the first two digits of their id
 * @param aside photos that can never be analysed, with their reasons
 * @param again photos on their way back from {@code aside} to {@code ready}
 * @param spare files of photos that have left, and uploads that are written into one
 */
record SpoolFolders(Path incoming, Path ready, Path aside, Path again, Path spare) {
  /** How many folders waiting photos are spread over. */
  static final int FAN_OUT = 256;

  /**
   * The folders under {@code spool}, which are made where they are missing.
   *
   * @throws IOException if they cannot be made
   */
  static SpoolFolders under(Path spool) throws IOException {
    var folders =
        new SpoolFolders(
            spool.resolve("incoming"),
            spool.resolve("ready"),
            spool.resolve("aside"),
            spool.resolve("again"),
            spool.resolve("spare"));
    Files.createDirectories(folders.incoming);
    Files.createDirectories(folders.aside);
    Files.createDirectories(folders.again);
    Files.createDirectories(folders.spare);
    for (int number = 0; number < FAN_OUT; number++) {
      Files.createDirectories(folders.waiting(number));
    }
    sync(folders.ready);
    sync(spool);
    return folders;
  }

  /** One of the folders of waiting photos, 0 to {@link #FAN_OUT} - 1. */
  Path waiting(int number) {
    return ready.resolve(HexFormat.of().toHexDigits((byte) number));
  }

  /** Deletes what uploads left behind that never got their {@code 226}. */
  void clearIncoming() throws IOException {
    clear(incoming, "*.part");
    clear(spare, "*");
  }

  private static void clear(Path folder, String glob) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Returns when the names in {@code folder} are on disk. */
  static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
