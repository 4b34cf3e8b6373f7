package io.storelens.ingest.spool;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Memory that photos go through from the camera to the disk and to an analyzer, in pieces of 256
 * KiB. Outside the heap, where the kernel takes and puts them without another copy; aligned, so
 * that disks do too; and used again: a new megabyte a photo keeps the garbage collector at work.
 *
 * <p>There are 128 MiB of it. Photos that come while all of it is taken get by with pieces of 32
 * KiB, so that even 2,000 cameras at once take half as much again. Safe for use by many threads.
 */
public final class PhotoMemory {
  /** Length of a piece, a multiple of {@link #ALIGNMENT}. */
  static final int PIECE_BYTES = 256 << 10;

  /** Length of a piece when all others are taken, a multiple of {@link #ALIGNMENT}. */
  static final int SMALL_PIECE_BYTES = 32 << 10;

  /** Where pieces begin: at multiples of this. Blocks of file systems are not longer. */
  static final int ALIGNMENT = 4 << 10;

  private static final int MOST_PIECES = 512; // 128 MiB
  private static final int MOST_LENDING = 256;

  private final ConcurrentLinkedDeque<ByteBuffer> idle = new ConcurrentLinkedDeque<>();
  private final ConcurrentLinkedDeque<ByteBuffer> idleSmall = new ConcurrentLinkedDeque<>();
  private final AtomicInteger taken = new AtomicInteger();

  /** An empty piece; a small one, where there is not {@link #hasRoom}. */
  ByteBuffer take() {
    if (taken.incrementAndGet() <= MOST_PIECES) {
      return usedOrNew(idle.poll(), PIECE_BYTES);
    }
    taken.decrementAndGet();
    return usedOrNew(idleSmall.poll(), SMALL_PIECE_BYTES);
  }

  private static ByteBuffer usedOrNew(ByteBuffer used, int bytes) {
    return used != null
        ? used.clear()
        : ByteBuffer.allocateDirect(bytes + ALIGNMENT).alignedSlice(ALIGNMENT).slice(0, bytes);
  }

  /** Whether photos may take a second piece. False while very many are under way. */
  boolean hasRoom() {
    return taken.get() < MOST_PIECES;
  }

  /**
   * Whether photos may stay in memory once they are on the disk. Those that come need it more: half
   * of it is theirs alone.
   */
  boolean hasRoomToLend() {
    return taken.get() < MOST_LENDING;
  }

  /** Nobody uses {@code piece} any more. */
  void giveBack(ByteBuffer piece) {
    if (piece.capacity() == PIECE_BYTES) {
      idle.push(piece);
      taken.decrementAndGet();
    } else {
      idleSmall.push(piece);
    }
  }
}
