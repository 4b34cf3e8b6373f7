package io.storelens.ingest.spool;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.storelens.contract.handover.PhotoId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Finds the id of a photo while it comes in. For one photo, and one thread at a time. */
public final class PhotoDigest {
  // A piece stays in the first-level cache between its copy and its hash.
  private static final int PIECE_BYTES = 8 << 10;
  private static final Hasher128 XXH3 = Hashing.xxh3_128();

  private final HashStream128 hash = XXH3.hashStream();
  private final byte[] piece = new byte[PIECE_BYTES];

  /** For a photo of {@code camera}. */
  public PhotoDigest(String camera) {
    hash.putBytes(camera.getBytes(StandardCharsets.UTF_8)).putByte((byte) 0);
  }

  /** What comes next: all that is between position and limit, which stay. */
  public void update(ByteBuffer bytes) {
    for (int at = bytes.position(); at < bytes.limit(); at += PIECE_BYTES) {
      int length = Math.min(PIECE_BYTES, bytes.limit() - at);
      bytes.get(at, piece, 0, length);
      hash.putBytes(piece, 0, length);
    }
  }

  /** The id of a photo that is all that came so far. */
  public PhotoId id() {
    var value = hash.get();
    return PhotoId.of(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(value.getMostSignificantBits())
            .putLong(value.getLeastSignificantBits())
            .array());
  }
}
