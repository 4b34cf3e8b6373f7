package io.storelens.ingest.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLException;

/**
 * Reads from a client over TLS on a blocking channel, which stays its owner's to close. For one
 * thread.
 */
public final class TlsChannel implements Closeable {
  private static final int READ_BYTES = 64 << 10;

  private final Source source;
  private final TlsEnd end;
  // Outside the heap, where the library takes it without another copy.
  private final ByteBuf memory;
  private final ByteBuffer encrypted;
  // Plain text of records for which there was no room, or that came with the handshake.
  private final ByteBuffer left;
  private boolean ended;

  private TlsChannel(SocketChannel channel, Certificate certificate, Source source) {
    this.source = source;
    this.end = TlsEnd.data(certificate, bytes -> write(channel, bytes));
    int recordBytes = end.recordBytes();
    this.memory = PooledByteBufAllocator.DEFAULT.directBuffer(READ_BYTES + recordBytes);
    this.encrypted = memory.nioBuffer(0, READ_BYTES).limit(0);
    this.left = memory.nioBuffer(READ_BYTES, recordBytes).limit(0);
  }

  /**
   * Completes the handshake.
   *
   * @param source where bytes of {@code channel} are read
   * @throws SSLException if it fails, for whatever reason
   */
  public static TlsChannel accept(SocketChannel channel, Certificate certificate, Source source)
      throws SSLException {
    var tls = new TlsChannel(channel, certificate, source);
    boolean isEstablished = false;
    try {
      while (!tls.end.isEstablished()) {
        // A client may send its first bytes together with the end of the handshake.
        var stop = tls.end.decrypt(tls.encrypted, tls.left.clear());
        tls.left.flip();
        tls.ended = stop == TlsEnd.Stop.ENDED;
        if (!tls.end.isEstablished() && (tls.ended || !tls.fill())) {
          throw new EOFException("the client hung up");
        }
      }
      isEstablished = true;
      return tls;
    } catch (SSLException e) {
      throw e;
    } catch (IOException e) {
      throw new SSLException(e.getMessage(), e);
    } finally {
      if (!isEstablished) {
        tls.free();
      }
    }
  }

  private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Reads what there is, waiting for the first byte; -1 at the end. Many clients end without saying
   * so: whoever reads has to know what a whole photo is.
   */
  public int read(ByteBuffer into) throws IOException {
    int start = into.position();
    while (into.hasRemaining() && into.position() == start) {
      if (left.hasRemaining()) {
        takeLeft(into);
      } else if (ended) {
        return -1;
      } else {
        readOn(into);
      }
    }
    return into.position() - start;
  }

  /** Decrypts straight into {@code into} where any record fits, else aside. */
  private void readOn(ByteBuffer into) throws IOException {
    boolean isAside = into.remaining() < left.capacity();
    var target = isAside ? left.clear() : into;
    int start = target.position();
    var stop = end.decrypt(encrypted, target);
    boolean isNothing = target.position() == start;
    if (isAside) {
      left.flip();
    }
    if (stop == TlsEnd.Stop.ENDED) {
      ended = true;
    } else if (isNothing && stop == TlsEnd.Stop.NEEDS_BYTES) {
      ended = !fill();
    } else if (isNothing) {
      throw new SSLException("a record is longer than records may be");
    }
  }

  private void takeLeft(ByteBuffer into) {
    int bytes = Math.min(left.remaining(), into.remaining());
    into.put(into.position(), left, left.position(), bytes).position(into.position() + bytes);
    left.position(left.position() + bytes);
  }

  private boolean fill() throws IOException {
    encrypted.compact();
    try {
      return source.read(encrypted) >= 0;
    } finally {
      encrypted.flip();
    }
  }

  /** Says that nothing follows, as some clients wait for. */
  @Override
  public void close() throws IOException {
    try {
      end.end();
    } finally {
      free();
    }
  }

  private void free() {
    end.close();
    memory.release();
  }

  /** Reads what there is, waiting for the first byte; -1 at the end. */
  @FunctionalInterface
  public interface Source {
    /** Reads into {@code into}. */
    int read(ByteBuffer into) throws IOException;
  }
}
