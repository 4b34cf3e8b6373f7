package io.storelens.ingest.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether the spool's disk has room for photos. */
public final class DiskRoom {
  // ENOSPC and EDQUOT: Java has no exception of their own for them.
  private static final List<String> FULL =
      List.of("No space left on device", "Disk quota exceeded");

  private final FreeBytes free;
  private final long minFreeBytes;

  /**
   * Watches the disk that holds {@code spool}.
   *
   * @param minFreeBytes free bytes below which there is no room
   */
  public static DiskRoom on(Path spool, long minFreeBytes) throws IOException {
    var disk = Files.getFileStore(spool);
    return new DiskRoom(disk::getUsableSpace, minFreeBytes);
  }

  DiskRoom(FreeBytes free, long minFreeBytes) {
    this.free = free;
    this.minFreeBytes = minFreeBytes;
  }

  /** What is wrong; empty while there is room. Costs one call of the operating system. */
  public Optional<String> problem() {
    try {
      long bytes = free.now();
      return bytes >= minFreeBytes
          ? Optional.empty()
          : Optional.of(
              "disk full: %d bytes free, INGEST_MIN_FREE_BYTES asks for %d"
                  .formatted(bytes, minFreeBytes));
    } catch (IOException e) {
      return Optional.of("free disk space unknown: " + e.getMessage());
    }
  }

  /** Whether {@code failure} says that a disk, or what one may use of it, is full. */
  public static boolean ranOut(IOException failure) {
    var message = String.valueOf(failure.getMessage());
    return FULL.stream().anyMatch(message::contains);
  }

  /** Asks a disk. */
  @FunctionalInterface
  interface FreeBytes {
    long now() throws IOException;
  }
}
