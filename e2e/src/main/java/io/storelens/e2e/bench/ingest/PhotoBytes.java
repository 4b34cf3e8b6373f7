package io.storelens.e2e.bench.ingest;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What looks like a photo of some size and never twice the same: a photo that comes again costs
 * Storelens less. One thread's.
 */
final class PhotoBytes {
  private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime());
  private static final int NUMBER_AT = 4096;

  private final ByteBuffer bytes;

  /** Photos of {@code size} bytes, begun by {@code beginning}, the headers of a JPEG. */
  PhotoBytes(byte[] beginning, int size) {
    byte[] noise = new byte[size];
    new Random(size).nextBytes(noise);
    bytes = ByteBuffer.allocateDirect(size);
    bytes.put(noise).put(0, beginning);
    bytes.put(size - 2, (byte) 0xFF).put(size - 1, (byte) 0xD9);
  }

  /** One more, ready to be read. */
  ByteBuffer next() {
    bytes.putLong(NUMBER_AT, NUMBER.incrementAndGet());
    return bytes.rewind();
  }
}
