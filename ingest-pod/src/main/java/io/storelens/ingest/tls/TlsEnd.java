package io.storelens.ingest.tls;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.internal.tcnative.SSL;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * The server's end of one TLS connection, whatever carries it. What is to be sent goes to a {@link
 * Wire}; what came is shown to {@link #decrypt}. Its memory is not Java's: whoever made it closes
 * it. Safe for one thread that decrypts and others that encrypt.
 */
public final class TlsEnd implements Closeable {
  private final ReferenceCountedOpenSslEngine engine;
  private final boolean offersTickets;
  private final Wire wire;
  private final int recordBytes;
  private volatile boolean established;
  private boolean ended;
  private boolean closed;

  private TlsEnd(ReferenceCountedOpenSslEngine engine, boolean offersTickets, Wire wire) {
    this.engine = engine;
    this.offersTickets = offersTickets;
    this.wire = wire;
    var session = engine.getSession();
    this.recordBytes = Math.max(session.getPacketBufferSize(), session.getApplicationBufferSize());
  }

  /** A connection whose session the client may resume on others. */
  public static TlsEnd control(Certificate certificate, Wire wire) {
    return new TlsEnd(certificate.engine(), true, wire);
  }

  /**
   * A connection on which nothing but the handshake and the end is ever sent to the client. TLS 1.3
   * sends session tickets after the handshake. A client that only uploads does not read them, and
   * when it closes, its system resets the connection: what was still under way is lost.
   */
  public static TlsEnd data(Certificate certificate, Wire wire) {
    return new TlsEnd(certificate.engine(), false, wire);
  }

  /** What {@link #decrypt} stopped at. */
  public enum Stop {
    /** All records that came whole are done. */
    NEEDS_BYTES,
    /** The plain text may not fit: room for {@link #recordBytes} is always enough. */
    NEEDS_ROOM,
    /** The client has said that nothing follows. */
    ENDED
  }

  /** The most bytes that a record or its plain text may have. */
  public int recordBytes() {
    return recordBytes;
  }

  /** Whether the handshake is complete. */
  public boolean isEstablished() {
    return established;
  }

  /**
   * Decrypts whole records of {@code encrypted} into {@code plain}, and answers the client's
   * handshake.
   *
   * @throws SSLException if the client does not speak TLS, or not such that both agree; it has been
   *     told
   */
  public synchronized Stop decrypt(ByteBuffer encrypted, ByteBuffer plain) throws IOException {
    if (closed) {
      return Stop.ENDED;
    }
    try {
      while (true) {
        var result = engine.unwrap(encrypted, plain);
        proceed(result.getHandshakeStatus());
        switch (result.getStatus()) {
          case BUFFER_UNDERFLOW -> {
            return Stop.NEEDS_BYTES;
          }
          case BUFFER_OVERFLOW -> {
            return Stop.NEEDS_ROOM;
          }
          case CLOSED -> {
            return Stop.ENDED;
          }
          case OK -> {
            // The engine finds out that a handshake is complete when it is asked for more.
            if (established && !encrypted.hasRemaining()) {
              return Stop.NEEDS_BYTES;
            }
          }
        }
      }
    } catch (SSLException e) {
      tell(e);
      throw e;
    }
  }

  private void proceed(HandshakeStatus status) throws IOException {
    var now = status;
    while (true) {
      switch (now) {
        case NEED_WRAP -> {
          withholdTickets();
          now = send(ByteBuffer.allocate(0));
        }
        case FINISHED -> {
          established = true;
          now = engine.getHandshakeStatus();
        }
        case NOT_HANDSHAKING -> {
          established |= !engine.isInboundDone();
          return;
        }
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          return;
        }
        case NEED_TASK -> throw new IllegalStateException("the engine does its work itself");
      }
    }
  }

  /**
   * Offers no ticket any more. Not before the client's hello was answered: without tickets, it
   * would not be let resume either.
   */
  private void withholdTickets() {
    if (!offersTickets && !established) {
      SSL.setOptions(engine.sslPointer(), SSL.SSL_OP_NO_TICKET);
    }
  }

  private HandshakeStatus send(ByteBuffer plain) throws IOException {
    var memory = PooledByteBufAllocator.DEFAULT.directBuffer(recordBytes);
    try {
      var encrypted = memory.nioBuffer(0, recordBytes);
      var result = engine.wrap(plain, encrypted);
      if (encrypted.flip().hasRemaining()) {
        wire.send(ByteBuffer.allocate(encrypted.remaining()).put(encrypted).flip());
      }
      return result.getHandshakeStatus();
    } finally {
      memory.release();
    }
  }

  private void tell(SSLException reason) {
    try {
      sendPending();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private void sendPending() throws IOException {
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && !engine.isOutboundDone()) {
      send(ByteBuffer.allocate(0));
    }
  }

  /**
   * Encrypts and sends {@code plain}; nothing where either side has ended the connection. Only once
   * the handshake is complete.
   */
  public synchronized void encrypt(ByteBuffer plain) throws IOException {
    while (!closed && plain.hasRemaining() && !engine.isOutboundDone()) {
      proceed(send(plain));
    }
  }

  /** Tells the client that nothing follows. May be called again. */
  public synchronized void end() throws IOException {
    if (!ended && !closed) {
      ended = true;
      engine.closeOutbound();
      sendPending();
    }
  }

  /** Gives its memory back; what comes or is to be sent from now on goes nowhere. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      engine.release();
    }
  }

  /** Sends bytes to the client. */
  @FunctionalInterface
  public interface Wire {
    /** Sends all of {@code encrypted}, which is not changed afterwards. */
    void send(ByteBuffer encrypted) throws IOException;
  }
}
