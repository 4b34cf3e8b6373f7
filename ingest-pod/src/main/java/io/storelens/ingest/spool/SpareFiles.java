package io.storelens.ingest.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of photos that have left, emptied, for the next ones: ext4 takes up to five times longer to
 * make a file where others have just been deleted. Safe for use by many threads.
 */
final class SpareFiles {
  private static final Logger LOGGER = LoggerFactory.getLogger(SpareFiles.class);
  private static final int MOST = 8192;

  private final Path folder;
  private final LinkedBlockingDeque<Path> files = new LinkedBlockingDeque<>(MOST);
  private final AtomicLong number = new AtomicLong();

  /** Keeps them in {@code folder}, which holds nothing else. */
  SpareFiles(Path folder) {
    this.folder = folder;
  }

  /** An empty file that is nobody else's any more; none if there is no spare one. */
  Optional<Path> take() {
    return Optional.ofNullable(files.poll());
  }

  /**
   * Takes the file {@code photo} away, and what is in it.
   *
   * @return whether it was still there
   */
  boolean add(Path photo) throws IOException {
    if (files.remainingCapacity() == 0) {
      return Files.deleteIfExists(photo);
    }
    var spare = folder.resolve(Long.toString(number.incrementAndGet()));
    try {
      // First out of the way: it must never be found empty where photos are looked for.
      Files.move(photo, spare, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return false;
    }
    // Photos show faces: they go at once, not when somebody needs the file.
    if (!isEmptied(spare) || !files.offer(spare)) {
      Files.deleteIfExists(spare);
    }
    return true;
  }

  /** One that cannot be emptied is deleted instead. */
  private static boolean isEmptied(Path file) {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(0);
      return true;
    } catch (IOException e) {
      LOGGER.atWarn().setCause(e).log("file of a photo that left cannot be emptied");
      return false;
    }
  }
}
