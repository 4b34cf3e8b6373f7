package io.storelens.ingest.handover;

import io.storelens.ingest.spool.HeldPhoto;
import io.storelens.ingest.spool.PhotoFile;
import java.nio.file.Path;
import java.util.Optional;

/** A photo the hand-over knows of. Confined to one event loop. */
final class WaitingPhoto {
  private static final long TYPICAL_BYTES = 1 << 20;

  private final Path path;
  private final long since;
  private final boolean isFresh;
  private Optional<PhotoFile> file;
  private Optional<HeldPhoto> held;
  private int failures;
  private long due;

  private WaitingPhoto(
      Path path, Optional<PhotoFile> file, Optional<HeldPhoto> held, boolean isFresh) {
    this.held = held;
    this.path = path;
    this.file = file;
    this.isFresh = isFresh;
    this.since = System.nanoTime();
    this.due = since;
  }

  /** A photo that has just been stored, and its bytes if they are in memory. */
  static WaitingPhoto fresh(PhotoFile file, Optional<HeldPhoto> held) {
    return new WaitingPhoto(file.path(), Optional.of(file), held, true);
  }

  /** A photo found in the spool. */
  static WaitingPhoto found(Path path) {
    return new WaitingPhoto(path, Optional.empty(), Optional.empty(), false);
  }

  /** Where it waits: as long as it is known, no other photo does so there. */
  Path path() {
    return path;
  }

  /** How many bytes it takes in memory; a guess until its file has been read. */
  long bytes() {
    return file.map(PhotoFile::length).orElse(TYPICAL_BYTES);
  }

  /** When it came to be known, {@link System#nanoTime}. */
  long since() {
    return since;
  }

  /** Whether {@link #since} is when it was stored. */
  boolean isFresh() {
    return isFresh;
  }

  /** Its file, once it has been read. */
  Optional<PhotoFile> file() {
    return file;
  }

  /** Its bytes, the first time it is asked, if they are in memory: the caller releases them. */
  Optional<HeldPhoto> takeHeld() {
    var taken = held;
    held = Optional.empty();
    return taken;
  }

  void read(PhotoFile found) {
    file = Optional.of(found);
  }

  /** When it is to be tried again, {@link System#nanoTime}. */
  long due() {
    return due;
  }

  void tryAgain(Backoff backoff) {
    failures++;
    due = System.nanoTime() + backoff.after(failures).toNanos();
  }
}
