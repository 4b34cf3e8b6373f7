package io.storelens.ingest.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files that stay open from one photo to the next: to open and close one for each photo is a
 * twentieth of what a small photo costs. A few hundred at most, whatever waits. Safe for use by
 * many threads.
 */
final class OpenFiles {
  private static final int MOST = 256;

  private final ConcurrentHashMap<Path, FileChannel> files = new ConcurrentHashMap<>();

  /** Keeps {@code channel}, which is open on {@code file}, or closes it where there are many. */
  void put(Path file, FileChannel channel) {
    if (files.size() < MOST) {
      files.put(file, channel);
    } else {
      close(channel);
    }
  }

  /**
   * The channel on {@code file}, which is the caller's now; empty if none is open. A file that
   * somebody has deleted is open to nobody: what is written into it would be lost.
   */
  Optional<FileChannel> take(Path file) {
    var channel = files.remove(file);
    if (channel != null && !Files.exists(file)) {
      close(channel);
    }
    return Optional.ofNullable(channel).filter(FileChannel::isOpen);
  }

  /** Keeps {@code file} open no longer. */
  void close(Path file) {
    var channel = files.remove(file);
    if (channel != null) {
      close(channel);
    }
  }

  /** Keeps none open. */
  void closeAll() {
    files.keySet().forEach(this::close);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // what was in it is synced or forgotten
    }
  }
}
