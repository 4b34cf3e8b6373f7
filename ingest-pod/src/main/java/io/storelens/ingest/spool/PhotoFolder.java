package io.storelens.ingest.spool;

import com.sun.nio.file.ExtendedOpenOption;
import io.storelens.ingest.spool.StoreSteps.Step;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that photos wait in. They are named by numbers, which tell nothing of what is in them
 * and never change: a photo is durable when its file is synced, as the file's name was before. When
 * a photo leaves, its file is emptied and used again: ext4 takes up to five times longer to make a
 * file where others have just been deleted. Some stay {@linkplain OpenFiles open} meanwhile. Safe
 * for use by many threads.
 */
final class PhotoFolder {
  private static final Logger LOGGER = LoggerFactory.getLogger(PhotoFolder.class);
  private static final int MOST_EMPTY = 8192;
  private static final Pattern NAME = Pattern.compile("\\d{1,18}");

  private final Path folder;
  private final StoreSteps steps;
  private final Set<OpenOption> use;
  private final Set<OpenOption> make;
  private final Set<OpenOption> read;
  private final LinkedBlockingDeque<Path> empties = new LinkedBlockingDeque<>(MOST_EMPTY);
  private final OpenFiles open = new OpenFiles();
  // Nobody else may look at these yet.
  private final Set<Path> taken = ConcurrentHashMap.newKeySet();
  private final AtomicLong number = new AtomicLong();

  private PhotoFolder(Path folder, StoreSteps steps) throws IOException {
    this.folder = folder;
    this.steps = steps;
    Set<OpenOption> way = goesAround(folder) ? Set.of(ExtendedOpenOption.DIRECT) : Set.of();
    this.use = with(way, StandardOpenOption.WRITE);
    this.make = with(use, StandardOpenOption.CREATE_NEW);
    this.read = with(way, StandardOpenOption.READ);
  }

  /**
   * The files in {@code folder}, empty ones of an earlier run included.
   *
   * @throws IOException if the folder cannot be read and written
   */
  static PhotoFolder open(Path folder, StoreSteps steps) throws IOException {
    var photos = new PhotoFolder(folder, steps);
    photos.each(
        (file, attributes) -> {
          photos.number.accumulateAndGet(number(file), Math::max);
          if (attributes.size() == 0) {
            photos.reuse(file);
          }
        });
    SpoolFolders.sync(folder); // their names may be younger than the last sync
    return photos;
  }

  private static Set<OpenOption> with(Set<OpenOption> options, OpenOption more) {
    Set<OpenOption> all = new HashSet<>(options);
    all.add(more);
    return Set.copyOf(all);
  }

  /** Some file systems cannot. */
  private static boolean goesAround(Path folder) {
    var block = new PhotoMemory().take().limit(PhotoMemory.ALIGNMENT);
    try (var file =
        FileChannel.open(
            folder.resolve("trial"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE,
            ExtendedOpenOption.DIRECT)) {
      file.write(block);
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      LOGGER
          .atInfo()
          .addKeyValue("reason", e.getMessage())
          .log("photos go through the kernel's cache");
      return false;
    }
  }

  /**
   * An empty file whose name is durable, open for one photo. It is written around the kernel's
   * cache, where that can be: whole blocks only, from aligned memory. Nobody else sees it until it
   * is {@linkplain #show shown}.
   */
  Taken take() throws IOException {
    steps.before(Step.CREATE);
    var used = empties.pollFirst();
    if (used != null) {
      return open(used, use);
    }
    var made = open(next(), make);
    try {
      steps.before(Step.SYNC_FOLDER);
      SpoolFolders.sync(folder);
      return made;
    } catch (IOException e) {
      made.file().close();
      drop(made.path());
      throw e;
    }
  }

  private Taken open(Path file, Set<OpenOption> how) throws IOException {
    taken.add(file);
    try {
      if (!Files.exists(file)) {
        open.close(file); // somebody has deleted it: what is written into it would be lost
      }
      var known = open.take(file);
      return new Taken(file, known.isPresent() ? known.get() : FileChannel.open(file, how));
    } catch (IOException e) {
      taken.remove(file);
      throw e;
    }
  }

  private Path next() {
    return folder.resolve(Long.toString(number.incrementAndGet()));
  }

  /** Opens {@code file} for reading, around the kernel's cache where that can be. */
  FileChannel read(Path file) throws IOException {
    return FileChannel.open(file, read);
  }

  /** A photo in {@code file}, which was taken, waits now; {@code channel} is the one it came by. */
  void show(Path file, FileChannel channel) {
    open.put(file, channel);
    taken.remove(file);
  }

  /** The photo in {@code file} has left for another folder, and took the file with it. */
  void left(Path file) {
    open.close(file);
  }

  /**
   * Deletes {@code file}, which was taken: what went wrong with it may do so again, and a sync that
   * failed can lie the next time.
   */
  void drop(Path file) throws IOException {
    Files.deleteIfExists(file);
    taken.remove(file);
  }

  /** Whether a photo is being written into {@code file}. */
  boolean isTaken(Path file) {
    return taken.contains(file);
  }

  /**
   * Makes a waiting photo of the file {@code photo} of another folder.
   *
   * @return where it is now
   */
  Path add(Path photo) throws IOException {
    return Files.move(photo, next(), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Deletes what is in {@code file}: photos show faces, so they go at once, not when somebody needs
   * the file.
   *
   * @return whether there was something
   */
  boolean clear(Path file) throws IOException {
    var known = open.take(file);
    if (known.isPresent()) {
      try {
        return clear(known.get());
      } finally {
        open.put(file, known.get());
      }
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return clear(channel);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static boolean clear(FileChannel channel) throws IOException {
    if (channel.size() == 0) {
      return false;
    }
    channel.truncate(0);
    return true;
  }

  /**
   * The next photo may go into {@code file}, which is {@linkplain #clear emptied}; where there are
   * very many such files, it is deleted.
   */
  void reuse(Path file) throws IOException {
    // The last one is the first to be used again: it is the likeliest to be open still.
    if (!empties.offerFirst(file)) {
      open.close(file);
      Files.deleteIfExists(file);
    }
  }

  /** Keeps no file open any more. */
  void close() {
    open.closeAll();
  }

  /** Shows all files with something in them, but for those that are taken. */
  void walk(Visitor visitor) throws IOException {
    each(
        (file, attributes) -> {
          if (attributes.size() > 0 && !taken.contains(file)) {
            visitor.see(file, attributes);
          }
        });
  }

  private void each(Visitor visitor) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (NAME.matcher(file.getFileName().toString()).matches()) {
          see(file, visitor);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void see(Path file, Visitor visitor) throws IOException {
    try {
      visitor.see(file, Files.readAttributes(file, BasicFileAttributes.class));
    } catch (NoSuchFileException e) {
      // it left while we looked
    }
  }

  private static long number(Path file) {
    return Long.parseLong(file.getFileName().toString());
  }

  /** A file, open for writing. */
  record Taken(Path path, FileChannel file) {}

  /** Is shown files. */
  @FunctionalInterface
  interface Visitor {
    void see(Path file, BasicFileAttributes attributes) throws IOException;
  }
}
