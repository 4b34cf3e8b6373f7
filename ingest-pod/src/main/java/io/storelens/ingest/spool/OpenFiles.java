package io.storelens.ingest.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that stay open from one photo to the next: to open and close one for each photo is a
 * twentieth of what a small photo costs. Those of the last photos, a few hundred, whatever waits.
 * Safe for use by many threads.
 */
final class OpenFiles {
  private static final Logger LOGGER = LoggerFactory.getLogger(OpenFiles.class);
  private static final int MOST = 256;

  private final Map<Path, FileChannel> files = new LinkedHashMap<>();

  /** Keeps {@code channel}, which is open on {@code file}, and closes the oldest of too many. */
  void put(Path file, FileChannel channel) {
    var oldest = Optional.<FileChannel>empty();
    synchronized (files) {
      files.put(file, channel);
      if (files.size() > MOST) {
        var entries = files.values().iterator();
        oldest = Optional.of(entries.next());
        entries.remove();
      }
    }
    oldest.ifPresent(OpenFiles::close);
  }

  /** The channel on {@code file}, which is the caller's now; empty if none is open. */
  Optional<FileChannel> take(Path file) {
    synchronized (files) {
      return Optional.ofNullable(files.remove(file)).filter(FileChannel::isOpen);
    }
  }

  /** Keeps {@code file} open no longer. */
  void close(Path file) {
    take(file).ifPresent(OpenFiles::close);
  }

  /** Keeps none open. */
  void closeAll() {
    synchronized (files) {
      files.values().forEach(OpenFiles::close);
      files.clear();
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // What was in it is synced, or forgotten.
      LOGGER.atDebug().setCause(e).log("spool file not closed");
    }
  }
}
