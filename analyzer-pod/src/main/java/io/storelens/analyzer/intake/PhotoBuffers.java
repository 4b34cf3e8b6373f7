package io.storelens.analyzer.intake;

import io.storelens.analyzer.photo.EncodedPhoto;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * The memory for photos that are received, wait or are analysed. There is a fixed number of
 * buffers: who gets none is asked to come again. They are kept, so that a photo costs no new
 * megabyte.
 */
final class PhotoBuffers {
  private static final int FIRST_BYTES = 1 << 20;

  /** What a rare large photo needed is not kept. */
  private static final int MOST_KEPT_BYTES = 4 << 20;

  private final int count;
  private final Deque<PhotoBuffer> idle = new ArrayDeque<>();
  private int taken;

  PhotoBuffers(int count) {
    this.count = count;
  }

  /** An empty buffer; none when all are taken. */
  synchronized Optional<PhotoBuffer> take() {
    if (taken == count) {
      return Optional.empty();
    }
    taken++;
    return Optional.of(idle.isEmpty() ? new PhotoBuffer() : idle.pop());
  }

  /** Buffers that are taken. */
  synchronized int taken() {
    return taken;
  }

  /** Overwrites the buffers that nobody has. */
  synchronized void forget() {
    idle.forEach(PhotoBuffer::forget);
  }

  private synchronized void giveBack(PhotoBuffer buffer) {
    taken--;
    if (buffer.bytes.length <= MOST_KEPT_BYTES) {
      idle.push(buffer);
    }
  }

  /** Holds one photo. Belongs to one thread at a time. */
  final class PhotoBuffer {
    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;
    private int used;

    /** Appends a part of the photo. */
    void append(Buffer part) {
      int needed = length + part.length();
      if (needed > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
      }
      part.getBytes(bytes, length);
      length = needed;
      used = Math.max(used, length);
    }

    int length() {
      return length;
    }

    /** The photo; valid until {@link #release}. */
    EncodedPhoto photo() {
      return new EncodedPhoto(bytes, length);
    }

    private void forget() {
      Arrays.fill(bytes, 0, used, (byte) 0);
      used = 0;
    }

    /** Gives the buffer back. To be called once. */
    void release() {
      length = 0;
      giveBack(this);
    }
  }
}
