package io.storelens.ingest.spool;

import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.PhotoId;
import io.storelens.ingest.spool.StoreSteps.Step;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A photo while it is taken in. It lies in memory until it is whole, and goes to the disk in one
 * piece; one that is long, or that comes with very many others, goes to the disk as pieces of it
 * are full, into a file of its own that nobody else sees. Closing it gives back its memory and
 * deletes the file, unless {@link Spool#keep} has made a waiting photo of it.
 */
public final class IncomingPhoto implements Closeable {
  private static final int MOST_PIECES = 8; // 2 MiB

  private final PhotoMemory memory;
  private final PhotoFolder folder;
  private final StoreSteps steps;
  private final HeldPhoto held;
  private final JpegEnds ends = new JpegEnds();
  private PhotoDigest digest;
  private Path path;
  private FileChannel file;
  private ByteBuffer piece;
  private int taken;
  private long length;
  private long written;
  private boolean kept;
  private boolean isWhole;
  private boolean lent;

  IncomingPhoto(PhotoMemory memory, PhotoFolder folder, StoreSteps steps) {
    this.memory = memory;
    this.folder = folder;
    this.steps = steps;
    this.held = new HeldPhoto(memory);
  }

  /** Tells whose it is, before the first {@link #taken}. */
  public IncomingPhoto of(String camera) {
    digest = new PhotoDigest(camera);
    return this;
  }

  /** Where the next bytes go: {@link #taken} makes them part of the photo. */
  public ByteBuffer room() throws IOException {
    if (held.isFull() && held.pieces() > 0 && (isSpilled() || isTooMuchForMemory())) {
      spill();
    }
    if (held.isFull()) {
      taken = 0;
    }
    piece = held.room();
    return piece;
  }

  private boolean isTooMuchForMemory() {
    return held.pieces() >= MOST_PIECES || !memory.hasRoom();
  }

  /** What was put into the {@link #room} and not taken yet. */
  public ByteBuffer untaken() {
    return piece.duplicate().position(taken).limit(piece.position());
  }

  /** Forgets what was put into the {@link #room} and not taken yet. */
  public void drop() {
    piece.position(taken);
  }

  /** What was put into the {@link #room} belongs to the photo. */
  public void take() {
    var bytes = untaken();
    taken = bytes.limit();
    length += bytes.remaining();
    ends.follow(bytes);
    digest.update(bytes);
  }

  /** Appends what is between the position and the limit of {@code bytes}. */
  public void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      var room = room();
      int next = Math.min(room.remaining(), bytes.remaining());
      room.put(bytes.slice(bytes.position(), next));
      bytes.position(bytes.position() + next);
      take();
    }
  }

  private boolean isSpilled() {
    return file != null;
  }

  /** Writes to the file what is in memory: full pieces, which are whole blocks. */
  private void spill() throws IOException {
    writeHeld();
    held.clear();
    taken = 0;
  }

  private void writeHeld() throws IOException {
    if (file == null) {
      var taken = folder.take();
      path = taken.path();
      file = taken.file();
    }
    steps.before(Step.WRITE);
    var pieces = held.first(Long.MAX_VALUE);
    long left = 0;
    for (ByteBuffer piece : pieces) {
      left += piece.remaining();
    }
    while (left > 0) {
      long more = file.write(pieces);
      left -= more;
      written += more;
    }
  }

  /** Bytes so far. */
  public long length() {
    return length;
  }

  /** How it begins and ends. */
  public JpegEnds ends() {
    return ends;
  }

  /** Reads from the start of the photo. Must not be used after {@link Spool#keep}. */
  public InputStream content() throws IOException {
    var inMemory = new ByteBufInputStream(Unpooled.wrappedBuffer(held.first(length - written)));
    return isSpilled() ? new SequenceInputStream(Files.newInputStream(path), inMemory) : inMemory;
  }

  /** The id of what came so far. */
  public PhotoId id() {
    return digest.id();
  }

  /** Adds the description, and returns when all of it is on disk. */
  void seal(Photo photo) throws IOException {
    isWhole = !isSpilled();
    held.put(PhotoFile.ending(photo, length));
    writeHeld();
    steps.before(Step.SYNC);
    file.force(false);
  }

  /**
   * Its bytes, if they are still in memory and others need that less; they are the caller's then,
   * who releases them. After {@link Spool#keep}.
   */
  public Optional<HeldPhoto> lend() {
    // An analyzer that is away must not have all memory held by photos that wait for it.
    lent = isWhole && memory.hasRoomToLend();
    return lent ? Optional.of(held) : Optional.empty();
  }

  /** Its file, once there is one. */
  Path path() {
    return path;
  }

  /** It waits now, for others to see, and its file is not its own any more. */
  void kept() {
    kept = true;
    folder.show(path, file);
  }

  @Override
  public void close() throws IOException {
    if (!lent) {
      held.release();
    }
    if (digest != null) {
      digest.close();
    }
    if (file != null && !kept) {
      file.close();
      folder.drop(path);
    }
  }
}
