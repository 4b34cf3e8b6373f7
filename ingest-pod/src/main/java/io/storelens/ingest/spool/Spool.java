package io.storelens.ingest.spool;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.PhotoId;
import io.storelens.ingest.spool.StoreSteps.Step;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The photos that were acknowledged to cameras and not yet taken by an analyzer. All of them are on
 * disk and none needs memory. Safe for use by many threads; one process at a time owns a spool.
 *
 * <p>A photo is kept in these steps, each of which may be the last before a crash: write {@code
 * .part}, sync it, rename it to its id, sync the folder. Before the rename a crash leaves a {@code
 * .part}, deleted at the next start; from the rename on the photo is found again.
 */
public final class Spool implements AutoCloseable {
  private static final Duration UNHEALTHY_AFTER_FAILURE = Duration.ofSeconds(30);

  private final SpoolFolders folders;
  private final FileChannel lock;
  private final StoreSteps steps;
  private final AsideFolder aside;
  private final SpareFiles spares;
  private final PartFiles files;
  private final PhotoMemory memory = new PhotoMemory();
  private final Object[] folderLocks = new Object[SpoolFolders.FAN_OUT];
  private final AtomicLong depth = new AtomicLong();
  private final Timer syncs;
  private volatile Optional<Long> lastFailure = Optional.empty();

  private Spool(SpoolFolders folders, FileChannel lock, MeterRegistry meters, StoreSteps steps) {
    this.steps = steps;
    this.folders = folders;
    this.lock = lock;
    this.aside = new AsideFolder(folders);
    this.spares = new SpareFiles(folders.spare());
    this.files = new PartFiles(folders.incoming(), spares);
    Arrays.setAll(folderLocks, number -> new Object());
    this.syncs =
        Timer.builder("storelens.ingest.sync")
            .description("Time to make one photo durable")
            .serviceLevelObjectives(
                Duration.ofMillis(1),
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofSeconds(2))
            .register(meters);
  }

  /**
   * Opens the spool in {@code folder}, deletes unfinished uploads and counts what waits.
   *
   * @throws IOException with a remedy, if the folder cannot be used or another process owns it
   */
  public static Spool open(Path folder, MeterRegistry meters) throws IOException {
    return open(folder, meters, StoreSteps.UNWATCHED);
  }

  /** {@link #open(Path, MeterRegistry)}, whose steps are told to {@code steps}. */
  public static Spool open(Path folder, MeterRegistry meters, StoreSteps steps) throws IOException {
    SpoolFolders folders;
    FileChannel lock;
    try {
      folders = SpoolFolders.under(folder);
      lock =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException(
          "Cannot use the spool folder " + folder + ": make it writable or set INGEST_SPOOL", e);
    }
    try {
      if (lock.tryLock() == null) {
        throw owned(folder);
      }
      folders.clearIncoming();
      var spool = new Spool(folders, lock, meters, steps);
      spool.each((id, photo) -> spool.depth.incrementAndGet());
      spool.takeBack(id -> {});
      return spool;
    } catch (OverlappingFileLockException e) {
      lock.close();
      throw owned(folder);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private static IOException owned(Path folder) {
    return new IOException(
        "The spool folder " + folder + " belongs to another running ingest: set INGEST_SPOOL");
  }

  /** A new upload. */
  public IncomingPhoto receive() {
    return new IncomingPhoto(memory, files, steps);
  }

  /** Memory for a photo that is read. */
  public HeldPhoto hold() {
    return new HeldPhoto(memory);
  }

  /**
   * Makes a waiting photo of {@code incoming}. When this returns, the photo survives a crash of the
   * machine. A photo that still waits is not kept twice.
   *
   * @return the photo, or empty if it waited already
   * @throws IOException if it may not be durable; {@code incoming} is then of no more use
   */
  public Optional<PhotoFile> keep(IncomingPhoto incoming, Photo photo) throws IOException {
    long start = System.nanoTime();
    var target = path(photo.id());
    boolean isSealed = false;
    try {
      if (!isThere(target)) {
        incoming.seal(photo);
        isSealed = true;
      }
      synchronized (folderLock(photo.id())) {
        if (isThere(target)) {
          syncFolder(photo.id());
          return Optional.empty();
        }
        if (!isSealed) { // it has left since
          incoming.seal(photo);
        }
        move(incoming, photo.id(), target);
      }
      steps.before(Step.ACKNOWLEDGE);
      return Optional.of(new PhotoFile(target, photo, incoming.length()));
    } catch (IOException e) {
      failed(e);
      throw e;
    } finally {
      syncs.record(Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /**
   * A file whose name may not be durable is not left for a second try: a sync can lie then. Under
   * the lock of its folder, so that nobody takes the file for a photo that is safe already.
   */
  private void move(IncomingPhoto incoming, PhotoId id, Path target) throws IOException {
    steps.before(Step.RENAME);
    Files.move(incoming.part(), target, StandardCopyOption.ATOMIC_MOVE);
    incoming.moved();
    depth.incrementAndGet();
    try {
      syncFolder(id);
    } catch (IOException e) {
      remove(id);
      throw e;
    }
  }

  /** Most are not: {@code Files.exists} would make an exception for each. */
  private static boolean isThere(Path photo) {
    return photo.toFile().exists();
  }

  private void syncFolder(PhotoId id) throws IOException {
    steps.before(Step.SYNC_FOLDER);
    SpoolFolders.sync(path(id).getParent());
  }

  /** Notes that the disk failed, unless it was only full: {@link #problem} tells of it. */
  public void failed(IOException failure) {
    if (!DiskRoom.ranOut(failure)) {
      lastFailure = Optional.of(System.nanoTime());
    }
  }

  /**
   * The waiting photo {@code id}.
   *
   * @throws NoSuchFileException if it has left the spool
   * @throws PhotoFile.BadPhotoFile if its file is damaged
   */
  public PhotoFile read(PhotoId id) throws IOException {
    return PhotoFile.read(path(id));
  }

  /** Forgets a photo that an analyzer has taken. Not synced: at worst it is handed over again. */
  public void remove(PhotoId id) throws IOException {
    synchronized (folderLock(id)) {
      if (spares.add(path(id))) {
        depth.decrementAndGet();
      }
    }
  }

  /**
   * Takes a photo that can never be analysed out of the queue. It is kept for a week, so that
   * somebody can find out why.
   *
   * @param reason why, as JSON or plain text
   */
  public void setAside(PhotoId id, String reason) throws IOException {
    synchronized (folderLock(id)) {
      if (aside.take(path(id), reason)) {
        depth.decrementAndGet();
      }
    }
  }

  /** Deletes what was set aside more than a week before {@code now}. */
  public void forgetAside(Instant now) throws IOException {
    aside.forget(now);
  }

  /** How many photos wait. */
  public long depth() {
    return depth.get();
  }

  /**
   * What is wrong with the disk, for half a minute after it failed; empty when all is well.
   *
   * @param now {@link System#nanoTime}, which goes on when clocks are put back
   */
  public Optional<String> problem(long now) {
    return lastFailure
        .map(at -> Duration.ofNanos(now - at))
        .filter(ago -> ago.compareTo(UNHEALTHY_AFTER_FAILURE) < 0)
        .map(ago -> "a photo could not be made durable " + ago.toSeconds() + " s ago");
  }

  /**
   * Takes back what {@link AsideFolder#retry} put on its way.
   *
   * @param found is told of each photo that waits again
   */
  void takeBack(Consumer<PhotoId> found) throws IOException {
    try (DirectoryStream<Path> photos = Files.newDirectoryStream(folders.again())) {
      for (Path photo : photos) {
        var id = id(photo);
        if (id.isPresent() && takeBack(photo, id.get())) {
          found.accept(id.get());
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private boolean takeBack(Path photo, PhotoId id) throws IOException {
    synchronized (folderLock(id)) {
      if (Files.exists(path(id))) {
        Files.deleteIfExists(photo); // its camera has sent it again
        return false;
      }
      Files.move(photo, path(id), StandardCopyOption.ATOMIC_MOVE);
      depth.incrementAndGet();
      return true;
    }
  }

  /**
   * Shows every waiting photo once, in no order. Photos that come or go meanwhile may be missed or
   * shown.
   *
   * @throws IOException if the spool cannot be read
   */
  public void walk(Visitor visitor) throws IOException {
    each(
        (id, photo) -> {
          try {
            visitor.see(id, Files.getLastModifiedTime(photo).toInstant());
          } catch (NoSuchFileException e) {
            // an analyzer took it while we looked
          }
        });
  }

  private void each(Found found) throws IOException {
    for (int number = 0; number < SpoolFolders.FAN_OUT; number++) {
      try (DirectoryStream<Path> photos = Files.newDirectoryStream(folders.waiting(number))) {
        for (Path photo : photos) {
          var id = id(photo);
          if (id.isPresent()) {
            found.at(id.get(), photo);
          }
        }
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
  }

  /** The id a file is named by; empty for somebody else's file, which is left alone. */
  static Optional<PhotoId> id(Path photo) {
    try {
      return Optional.of(new PhotoId(photo.getFileName().toString()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Path path(PhotoId id) {
    return folders.ready().resolve(id.hex().substring(0, 2)).resolve(id.hex());
  }

  private Object folderLock(PhotoId id) {
    return folderLocks[Integer.parseInt(id.hex().substring(0, 2), 16)];
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  @FunctionalInterface
  private interface Found {
    void at(PhotoId id, Path photo) throws IOException;
  }

  /** Is shown waiting photos. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Sees one photo.
     *
     * @param since when it was stored
     */
    void see(PhotoId photo, Instant since);
  }
}
