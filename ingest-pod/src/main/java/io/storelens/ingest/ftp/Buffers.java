package io.storelens.ingest.ftp;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Buffers that uploads read into, outside the heap, so that no byte is copied between socket and
 * file. As many as uploads ever ran at once.
 */
final class Buffers {
  private static final int BYTES = 256 << 10;

  private final ConcurrentLinkedDeque<ByteBuffer> idle = new ConcurrentLinkedDeque<>();

  /** An empty buffer. */
  ByteBuffer take() {
    var buffer = idle.poll();
    return buffer == null ? ByteBuffer.allocateDirect(BYTES) : buffer.clear();
  }

  void giveBack(ByteBuffer buffer) {
    idle.push(buffer);
  }
}
