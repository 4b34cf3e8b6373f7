package io.storelens.ingest.spool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.storelens.contract.handover.Photo;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A photo of the spool: the JPEG, then what the analyzer is to be told of it, in one file, so that
 * one sync makes both durable.
 *
 * <p>Layout: JPEG; JSON object of the hand-over headers; zeros; trailer of 24 bytes, big-endian:
 * length of the JPEG (8), length of the JSON (4), CRC-32 of the JSON (4), {@code STLPHOT1} (8). The
 * zeros, fewer than 4096, fill up the last block of 4096 bytes: only whole blocks can be written
 * around the kernel's cache.
 *
 * @param path where it is
 * @param photo what the analyzer is told
 * @param length bytes of the JPEG, which begins at the start of the file
 */
public record PhotoFile(Path path, Photo photo, long length) {
  private static final long MAGIC = 0x53544C50484F5431L;
  private static final int TRAILER_BYTES = 24;
  private static final int BLOCK_BYTES = PhotoMemory.ALIGNMENT;
  private static final int MOST_JSON_BYTES = 1 << 16;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  /** What follows a JPEG of {@code length} bytes, which it fills up to whole blocks. */
  static ByteBuffer ending(Photo photo, long length) {
    byte[] json;
    try {
      json = JSON.writeValueAsBytes(photo.toHeaders()); // UTF-8
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts is always JSON", e);
    }
    int zeros = Math.floorMod(-(length + json.length + TRAILER_BYTES), BLOCK_BYTES);
    return ByteBuffer.allocate(json.length + zeros + TRAILER_BYTES)
        .put(json)
        .position(json.length + zeros)
        .putLong(length)
        .putInt(json.length)
        .putInt(checksum(json))
        .putLong(MAGIC)
        .flip();
  }

  /**
   * Reads the ending of the file at {@code path}.
   *
   * @throws NoSuchFileException if there is none, or nothing in it
   * @throws Unfinished if the end is missing
   * @throws BadPhotoFile if the file was damaged
   * @throws IOException if it cannot be read
   */
  static PhotoFile read(Path path) throws IOException {
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = file.size();
      if (size == 0) {
        throw new NoSuchFileException(path.toString());
      }
      if (size < TRAILER_BYTES) {
        throw new Unfinished(path);
      }
      var trailer = bytes(file, size - TRAILER_BYTES, TRAILER_BYTES);
      long length = trailer.getLong();
      int jsonLength = trailer.getInt();
      int checksum = trailer.getInt();
      if (trailer.getLong() != MAGIC) {
        throw new Unfinished(path);
      }
      long zeros = size - TRAILER_BYTES - jsonLength - length;
      if (jsonLength < 0
          || jsonLength > MOST_JSON_BYTES
          || length < 0
          || zeros < 0
          || zeros >= BLOCK_BYTES) {
        throw new BadPhotoFile(path, "has a trailer whose lengths do not fit");
      }
      byte[] json = bytes(file, length, jsonLength).array();
      if (checksum(json) != checksum) {
        throw new BadPhotoFile(path, "has a damaged description");
      }
      Map<String, String> headers = JSON.readValue(json, HEADERS);
      return new PhotoFile(path, Photo.fromHeaders(headers::get), length);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new BadPhotoFile(path, "has an unreadable description: " + e.getMessage());
    }
  }

  /** The JPEG, at most 2 GiB. */
  public byte[] jpeg() throws IOException {
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      return bytes(file, 0, Math.toIntExact(length)).array();
    }
  }

  /**
   * Reads the JPEG into {@code bytes}, which are empty, in whole blocks: {@code file} may be one
   * that is read around the kernel's cache.
   *
   * @throws BadPhotoFile if it is not the JPEG that was written: a machine that stops before the
   *     sync may have kept the end of a file without its beginning
   */
  void readJpeg(FileChannel file, HeldPhoto bytes) throws IOException {
    for (long at = 0; at < length; ) {
      var room = bytes.room();
      int part = (int) Math.min(room.remaining(), length - at);
      fill(room.slice(0, Math.min(room.remaining(), wholeBlocks(part))), file, at, part);
      room.position(part);
      at += part;
    }
    try (var digest = new PhotoDigest(photo.camera())) {
      for (ByteBuffer piece : bytes.first(length)) {
        digest.update(piece);
      }
      if (!digest.id().equals(photo.id())) {
        throw new BadPhotoFile(path, "does not hold the photo it describes");
      }
    }
  }

  private static int wholeBlocks(int bytes) {
    return (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
  }

  private static ByteBuffer bytes(FileChannel file, long position, int length) throws IOException {
    var bytes = ByteBuffer.allocate(length);
    fill(bytes, file, position, length);
    return bytes.flip();
  }

  /** Reads {@code least} bytes, and more where {@code bytes} has room for them. */
  private static void fill(ByteBuffer bytes, FileChannel file, long position, int least)
      throws IOException {
    while (bytes.position() < least) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("file became shorter while it was read");
      }
    }
  }

  private static int checksum(byte[] bytes) {
    var crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** A file whose upload ended before all of it was there: nobody was told that it was stored. */
  public static final class Unfinished extends IOException {
    private Unfinished(Path path) {
      super("spool file " + path.getFileName() + " has no end");
    }
  }

  /** A file of the spool that is not as this program wrote it. */
  public static final class BadPhotoFile extends IOException {
    private BadPhotoFile(Path path, String fault) {
      super("spool file " + path.getFileName() + " " + fault);
    }
  }
}
