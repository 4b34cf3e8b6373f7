package io.storelens.ingest.spool;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A photo, or its beginning, in {@link PhotoMemory}. For one thread at a time. */
public final class HeldPhoto {
  private final PhotoMemory memory;
  private final List<ByteBuffer> pieces = new ArrayList<>();

  /** An empty one. */
  public HeldPhoto(PhotoMemory memory) {
    this.memory = memory;
  }

  /** Where the next bytes go: has room for one at least. */
  ByteBuffer room() {
    if (isFull()) {
      pieces.add(memory.take());
    }
    return pieces.get(pieces.size() - 1);
  }

  /** Whether the next byte takes another piece. */
  boolean isFull() {
    return pieces.isEmpty() || !pieces.get(pieces.size() - 1).hasRemaining();
  }

  /** How many pieces it takes. */
  int pieces() {
    return pieces.size();
  }

  /** Appends all of {@code bytes}. */
  void put(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      var room = room();
      int length = Math.min(room.remaining(), bytes.remaining());
      room.put(bytes.slice(bytes.position(), length));
      bytes.position(bytes.position() + length);
    }
  }

  /**
   * Its first bytes, in their order, without a copy.
   *
   * @param length how many, at most as many as it holds
   */
  public ByteBuffer[] first(long length) {
    var views = new ArrayList<ByteBuffer>(pieces.size());
    long left = length;
    for (ByteBuffer piece : pieces) {
      int part = (int) Math.min(left, piece.position());
      views.add(piece.duplicate().position(0).limit(part));
      left -= part;
    }
    return views.toArray(ByteBuffer[]::new);
  }

  /** Forgets all bytes, and keeps one piece at most. */
  void clear() {
    while (pieces.size() > 1) {
      memory.giveBack(pieces.remove(pieces.size() - 1));
    }
    pieces.forEach(ByteBuffer::clear);
  }

  /** Gives the memory back: nobody may read what {@link #first} gave any more. */
  public void release() {
    pieces.forEach(memory::giveBack);
    pieces.clear();
  }
}
