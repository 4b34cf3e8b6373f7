package io.storelens.ingest.spool;

import io.storelens.contract.handover.PhotoId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.util.xxhash.XXH128Hash;
import org.lwjgl.util.xxhash.XXH3State;
import org.lwjgl.util.xxhash.XXHash;

/**
 * Finds the id of a photo while it comes in. Its state is memory of the library, not of Java:
 * whoever makes one closes it. For one photo, and one thread at a time.
 */
public final class PhotoDigest implements Closeable {
  private final XXH3State state = XXHash.XXH3_createState();
  private boolean closed;

  /** For a photo of {@code camera}. */
  public PhotoDigest(String camera) {
    if (state == null) {
      throw new OutOfMemoryError("no memory for the state of a hash");
    }
    XXHash.XXH3_128bits_reset(state);
    var nameAndZero = MemoryUtil.memUTF8(camera);
    try {
      XXHash.XXH3_128bits_update(state, nameAndZero);
    } finally {
      MemoryUtil.memFree(nameAndZero);
    }
  }

  /**
   * Loads the library: at the start, not with the first photo.
   *
   * @throws IOException with a remedy, if it cannot be loaded
   */
  static void load() throws IOException {
    try (var trial = new PhotoDigest("")) {
      trial.id();
    } catch (LinkageError e) {
      throw new IOException(
          "The library that hashes photos cannot be loaded: it is for Linux on x86-64 and ARM, and"
              + " java.io.tmpdir must be a writable folder that programs may run from",
          e);
    }
  }

  /**
   * What comes next: all that is between position and limit, which stay.
   *
   * @param bytes outside the heap, where the library reads them without a copy
   * @throws IllegalArgumentException if they are in the heap
   */
  public void update(ByteBuffer bytes) {
    requireOpen();
    if (!bytes.isDirect()) {
      throw new IllegalArgumentException("bytes must be in a direct buffer");
    }
    XXHash.XXH3_128bits_update(state, bytes);
  }

  /** The id of a photo that is all that came so far. */
  public PhotoId id() {
    requireOpen();
    try (var value = XXH128Hash.malloc()) {
      XXHash.XXH3_128bits_digest(state, value);
      return PhotoId.of(
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(value.high64())
              .putLong(value.low64())
              .array());
    }
  }

  /** The library would read memory that is another's by now. */
  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the digest is closed");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      XXHash.XXH3_freeState(state);
    }
  }
}
