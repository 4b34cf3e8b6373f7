package io.storelens.ingest.spool;

import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.PhotoId;
import io.storelens.ingest.spool.StoreSteps.Step;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;

/**
 * A photo while it is taken in: a file of its own that nobody else sees. Closing it deletes the
 * file, unless {@link Spool#keep} has made a waiting photo of it.
 */
public final class IncomingPhoto implements Closeable {
  private final Path part;
  private final FileChannel file;
  private final StoreSteps steps;
  private final PhotoDigest digest;
  private final JpegEnds ends = new JpegEnds();
  private long length;
  private boolean moved;

  /**
   * @param part a file for it
   * @param isNew whether the file is still to be made; else it is there, and empty
   */
  IncomingPhoto(Path part, boolean isNew, String camera, StoreSteps steps) throws IOException {
    this.part = part;
    this.steps = steps;
    steps.before(Step.CREATE);
    var options = EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.READ);
    if (isNew) {
      options.add(StandardOpenOption.CREATE_NEW);
    }
    this.file = FileChannel.open(part, options);
    this.digest = new PhotoDigest(camera);
  }

  /** Appends what is between the position and the limit of {@code bytes}. */
  public void write(ByteBuffer bytes) throws IOException {
    steps.before(Step.WRITE);
    length += bytes.remaining();
    ends.follow(bytes);
    digest.update(bytes);
    while (bytes.hasRemaining()) {
      file.write(bytes);
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
    file.position(0);
    return Channels.newInputStream(file);
  }

  /** The id of what came so far. Called once: nothing may be written afterwards. */
  public PhotoId id() {
    return digest.id();
  }

  /** Adds the description, and returns when all of it is on disk. */
  void seal(Photo photo) throws IOException {
    file.position(length);
    var ending = PhotoFile.ending(photo, length);
    while (ending.hasRemaining()) {
      file.write(ending);
    }
    steps.before(Step.SYNC);
    file.force(false);
    file.close();
  }

  Path part() {
    return part;
  }

  /** The file is where it belongs now. */
  void moved() {
    moved = true;
  }

  @Override
  public void close() throws IOException {
    file.close();
    if (!moved) {
      Files.deleteIfExists(part);
    }
  }
}
