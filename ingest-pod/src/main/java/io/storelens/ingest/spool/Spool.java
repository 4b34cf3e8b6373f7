package io.storelens.ingest.spool;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.PhotoId;
import io.storelens.ingest.spool.StoreSteps.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The photos that were acknowledged to cameras and not yet taken by an analyzer. All of them are on
 * disk and none needs memory. Safe for use by many threads; one process at a time owns a spool.
 *
 * <p>A photo is kept in these steps, each of which may be the last before a crash: write it and its
 * description into a file whose name is on the disk already, sync the file. A file without an end
 * was never acknowledged, and is emptied when it is found; one with an end is a photo.
 */
public final class Spool implements AutoCloseable {
  private static final Duration UNHEALTHY_AFTER_FAILURE = Duration.ofSeconds(30);
  private static final int BUFFER = 64 << 10;

  private final SpoolFolders folders;
  private final FileChannel lock;
  private final StoreSteps steps;
  private final AsideFolder aside;
  private final PhotoFolder photos;
  private final PhotoMemory memory = new PhotoMemory();
  // A photo that is kept twice after all is counted once all the same.
  private final WaitingIds ids = new WaitingIds();
  private final AtomicLong depth = new AtomicLong();
  private final Timer syncs;
  private volatile Optional<Long> lastFailure = Optional.empty();

  private Spool(SpoolFolders folders, FileChannel lock, MeterRegistry meters, StoreSteps steps)
      throws IOException {
    this.steps = steps;
    this.folders = folders;
    this.lock = lock;
    this.aside = new AsideFolder(folders);
    this.photos = PhotoFolder.open(folders.photos(), steps);
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
    photos.walk((file, attributes) -> depth.incrementAndGet());
  }

  /**
   * Opens the spool in {@code folder} and counts what waits.
   *
   * @throws IOException with a remedy, if the folder cannot be used or another process owns it
   */
  public static Spool open(Path folder, MeterRegistry meters) throws IOException {
    return open(folder, meters, StoreSteps.UNWATCHED);
  }

  /** {@link #open(Path, MeterRegistry)}, whose steps are told to {@code steps}. */
  public static Spool open(Path folder, MeterRegistry meters, StoreSteps steps) throws IOException {
    PhotoDigest.load();
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
      var spool = new Spool(folders, lock, meters, steps);
      spool.takeBack(file -> {});
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
    return new IncomingPhoto(memory, photos, steps);
  }

  /**
   * Reads the JPEG of {@code photo} into memory, which the caller releases.
   *
   * @throws NoSuchFileException if it has left the spool
   * @throws PhotoFile.BadPhotoFile if it is not the one that was stored
   */
  public HeldPhoto hold(PhotoFile photo) throws IOException {
    var jpeg = new HeldPhoto(memory);
    try (var file = photos.read(photo.path())) {
      photo.readJpeg(file, jpeg);
      return jpeg;
    } catch (IOException e) {
      jpeg.release();
      throw e;
    }
  }

  /**
   * Makes a waiting photo of {@code incoming}. When this returns, the photo survives a crash of the
   * machine. A photo that still waits is not kept twice, as far as memory knows.
   *
   * @return the photo, or empty if it waited already
   * @throws IOException if it may not be durable; {@code incoming} is then of no more use
   */
  public Optional<PhotoFile> keep(IncomingPhoto incoming, Photo photo) throws IOException {
    if (ids.contains(photo.id())) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    try {
      incoming.seal(photo);
      steps.before(Step.ACKNOWLEDGE);
      depth.incrementAndGet();
      ids.add(incoming.path(), photo.id());
      incoming.kept(); // from here on an analyzer may take it
      return Optional.of(new PhotoFile(incoming.path(), photo, incoming.length()));
    } catch (IOException e) {
      failed(e);
      throw e;
    } finally {
      syncs.record(Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /** Notes that the disk failed, unless it was only full: {@link #problem} tells of it. */
  public void failed(IOException failure) {
    if (!DiskRoom.ranOut(failure)) {
      lastFailure = Optional.of(System.nanoTime());
    }
  }

  /**
   * The photo that waits in {@code file}.
   *
   * @throws NoSuchFileException if it has left the spool
   * @throws PhotoFile.Unfinished if its upload ended too early
   * @throws PhotoFile.BadPhotoFile if it is damaged
   */
  public PhotoFile read(Path file) throws IOException {
    if (photos.isTaken(file)) {
      throw new NoSuchFileException(file.toString()); // the one that was seen there has left
    }
    return PhotoFile.read(file);
  }

  /**
   * Forgets the photo in {@code file}, which an analyzer has taken or which is {@linkplain
   * PhotoFile.Unfinished not finished}. Not synced: at worst it is handed over again.
   *
   * @return whether it was still there: its file is empty now, until {@link #reuse}
   */
  public boolean remove(Path file) throws IOException {
    if (!photos.clear(file)) {
      return false;
    }
    left(file);
    return true;
  }

  /** Another photo may go into {@code file}: nobody means the one that has left it any more. */
  public void reuse(Path file) throws IOException {
    photos.reuse(file);
  }

  /**
   * Takes a photo that can never be analysed out of the queue. It is kept for a week, so that
   * somebody can find out why.
   *
   * @param reason why, as JSON or plain text
   */
  public void setAside(PhotoFile photo, String reason) throws IOException {
    setAside(photo.path(), photo.photo().id(), reason);
  }

  /** {@link #setAside(PhotoFile, String)} for a damaged file, whose id is made up from it. */
  public void setAsideDamaged(Path file, String reason) throws IOException {
    try (var digest = new PhotoDigest("");
        var bytes = FileChannel.open(file, StandardOpenOption.READ)) {
      var part = ByteBuffer.allocateDirect(BUFFER);
      while (bytes.read(part.clear()) >= 0) {
        digest.update(part.flip());
      }
      setAside(file, digest.id(), reason);
    } catch (NoSuchFileException e) {
      // it has left
    }
  }

  private void setAside(Path file, PhotoId id, String reason) throws IOException {
    if (aside.take(file, id, reason)) {
      photos.left(file);
      left(file);
    }
  }

  private void left(Path file) {
    depth.decrementAndGet();
    ids.remove(file);
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
   * @param found is told of the file of each photo that waits again
   */
  void takeBack(Consumer<Path> found) throws IOException {
    try (DirectoryStream<Path> back = Files.newDirectoryStream(folders.again())) {
      for (Path photo : back) {
        var id = AsideFolder.id(photo);
        if (id.filter(ids::contains).isPresent()) {
          Files.deleteIfExists(photo); // its camera has sent it again
        } else if (id.isPresent()) {
          var file = photos.add(photo);
          depth.incrementAndGet();
          found.accept(file);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /**
   * Shows every waiting photo once, in no order. Photos that come or go meanwhile may be missed or
   * shown.
   *
   * @throws IOException if the spool cannot be read
   */
  public void walk(Visitor visitor) throws IOException {
    photos.walk((file, attributes) -> visitor.see(file, attributes.lastModifiedTime().toInstant()));
  }

  @Override
  public void close() throws IOException {
    photos.close();
    lock.close();
  }

  /** Is shown waiting photos. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Sees one photo.
     *
     * @param file where it waits
     * @param since when it was stored
     */
    void see(Path file, Instant since);
  }
}
