package io.storelens.ingest.spool;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Memory that photos go through from the camera to the disk and to an analyzer, in pieces of 256
 * KiB. Outside the heap, where the kernel takes and puts them without another copy; aligned, so
 * that disks do too; and used again: a new megabyte a photo keeps the garbage collector at work.
 * Safe for use by many threads.
 */
public final class PhotoMemory {
  /** Length of a piece, a multiple of {@link #ALIGNMENT}. */
  static final int PIECE_BYTES = 256 << 10;

  /** Where pieces begin: at multiples of this. Blocks of file systems are not longer. */
  static final int ALIGNMENT = 4 << 10;

  private static final int MOST_PIECES = 256; // 64 MiB

  private final ConcurrentLinkedDeque<ByteBuffer> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger idlePieces = new AtomicInteger();
  private final AtomicInteger takenPieces = new AtomicInteger();

  /** An empty piece, whether or not there {@link #hasRoom}. */
  ByteBuffer take() {
    takenPieces.incrementAndGet();
    var piece = idle.poll();
    if (piece != null) {
      idlePieces.decrementAndGet();
      return piece.clear();
    }
    return ByteBuffer.allocateDirect(PIECE_BYTES + ALIGNMENT)
        .alignedSlice(ALIGNMENT)
        .slice(0, PIECE_BYTES);
  }

  /** Whether photos may take a second piece, and more. False while very many are under way. */
  boolean hasRoom() {
    return takenPieces.get() < MOST_PIECES;
  }

  /** Nobody uses {@code piece} any more. Where that is not sure, it is left to the collector. */
  void giveBack(ByteBuffer piece) {
    takenPieces.decrementAndGet();
    if (idlePieces.incrementAndGet() <= MOST_PIECES) {
      idle.push(piece);
    } else {
      idlePieces.decrementAndGet();
    }
  }
}
