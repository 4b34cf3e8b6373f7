package io.storelens.ingest.spool;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives files to photos that are taken in: those that others have left, else new ones. Safe for use
 * by many threads.
 */
final class PartFiles {
  private static final Logger LOGGER = LoggerFactory.getLogger(PartFiles.class);

  private final Path folder;
  private final SpareFiles spares;
  private final boolean writesAround;
  private final AtomicLong number = new AtomicLong();

  /** New files go into {@code folder}, and are named {@code *.part}. */
  PartFiles(Path folder, SpareFiles spares) {
    this.folder = folder;
    this.spares = spares;
    this.writesAround = writesAround(folder);
  }

  /**
   * Opens a file that is empty and nobody else's. It is written around the kernel's cache, where
   * that can be: whole blocks only, from aligned memory.
   */
  Part open() throws IOException {
    Set<OpenOption> options = new HashSet<>(Set.of(StandardOpenOption.WRITE));
    if (writesAround) {
      options.add(ExtendedOpenOption.DIRECT);
    }
    var spare = spares.take();
    if (spare.isPresent()) {
      return new Part(spare.get(), FileChannel.open(spare.get(), options));
    }
    options.add(StandardOpenOption.CREATE_NEW);
    var part = folder.resolve(number.incrementAndGet() + ".part");
    return new Part(part, FileChannel.open(part, options));
  }

  /** Some file systems cannot. */
  private static boolean writesAround(Path folder) {
    var block = new PhotoMemory().take().limit(PhotoMemory.ALIGNMENT);
    try (var file =
        FileChannel.open(
            folder.resolve("trial.part"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE,
            ExtendedOpenOption.DIRECT)) {
      file.write(block);
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      LOGGER.atInfo().addKeyValue("reason", e.getMessage()).log("photos are written by the cache");
      return false;
    }
  }

  /** A file, open for writing. */
  record Part(Path path, FileChannel file) {}
}
