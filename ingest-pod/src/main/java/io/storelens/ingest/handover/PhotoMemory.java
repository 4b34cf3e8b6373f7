package io.storelens.ingest.handover;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory that photos go through from the disk to an analyzer. Outside the heap, where the kernel
 * can take them without another copy, and used again: a new megabyte a photo keeps the garbage
 * collector at work. Safe for use by many threads.
 */
final class PhotoMemory {
  private static final int STEP_BYTES = 256 << 10;
  private static final long MOST_IDLE_BYTES = 32L << 20;

  private final ConcurrentLinkedDeque<ByteBuffer> idle = new ConcurrentLinkedDeque<>();
  private final AtomicLong idleBytes = new AtomicLong();

  /** Room for {@code bytes} bytes, exactly. */
  ByteBuffer take(long bytes) {
    var buffer = idle.poll();
    if (buffer != null) {
      idleBytes.addAndGet(-buffer.capacity());
    }
    if (buffer == null || buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect(Math.toIntExact((bytes / STEP_BYTES + 1) * STEP_BYTES));
    }
    return buffer.clear().limit(Math.toIntExact(bytes));
  }

  /** What lies between position and limit, to be sent without a copy. */
  static Buffer view(ByteBuffer bytes) {
    return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes));
  }

  /** Nobody reads {@code buffer} any more. Where that is not sure, it is left to the collector. */
  void giveBack(ByteBuffer buffer) {
    if (idleBytes.addAndGet(buffer.capacity()) <= MOST_IDLE_BYTES) {
      idle.push(buffer);
    } else {
      idleBytes.addAndGet(-buffer.capacity());
    }
  }
}
