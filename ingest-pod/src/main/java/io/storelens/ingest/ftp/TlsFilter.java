package io.storelens.ingest.ftp;

import io.netty.buffer.PooledByteBufAllocator;
import io.storelens.ingest.tls.Certificate;
import io.storelens.ingest.tls.TlsEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import javax.net.ssl.SSLException;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.DefaultWriteRequest;
import org.apache.mina.core.write.WriteRequest;

/**
 * TLS on one control connection. In place of MINA's filter, which asks a name server for each
 * client, shares two threads among all handshakes, and keeps to itself why one failed.
 */
final class TlsFilter extends IoFilterAdapter {
  private static final String NAME = "tls";

  private final Certificate certificate;
  private final TlsMeters.Handshake handshake;
  private final Runnable established;
  private final Queue<WriteRequest> waiting = new ArrayDeque<>();
  private ByteBuffer encrypted = ByteBuffer.allocate(0);
  private TlsEnd end;
  private boolean nextInClear;

  /**
   * TLS that begins now.
   *
   * @param established called before the first byte that came over TLS is passed on
   */
  TlsFilter(Certificate certificate, TlsMeters.Handshake handshake, Runnable established) {
    this.certificate = certificate;
    this.handshake = handshake;
    this.established = established;
  }

  /** Begins TLS with the first byte of the connection. */
  void beginIn(IoFilterChain chain) {
    chain.addFirst(NAME, this);
    if (!chain.getSession().isConnected()) {
      end.close(); // nobody tells this filter any more that the session is closed
    }
  }

  /** Begins TLS after one more reply, which says so. */
  void beginAfterReplyIn(IoFilterChain chain) {
    nextInClear = true;
    beginIn(chain);
  }

  @Override
  public void onPreAdd(IoFilterChain chain, String name, NextFilter next) {
    end =
        TlsEnd.control(
            certificate,
            bytes ->
                chain
                    .getEntry(NAME)
                    .getNextFilter()
                    .filterWrite(
                        chain.getSession(), new DefaultWriteRequest(IoBuffer.wrap(bytes))));
  }

  @Override
  public void messageReceived(NextFilter next, IoSession session, Object message)
      throws IOException {
    join((IoBuffer) message);
    var memory = PooledByteBufAllocator.DEFAULT.directBuffer(end.recordBytes());
    try {
      pass(next, session, memory.nioBuffer(0, end.recordBytes()));
    } finally {
      memory.release();
    }
  }

  private void pass(NextFilter next, IoSession session, ByteBuffer plain) throws IOException {
    TlsEnd.Stop stop;
    do {
      stop = decrypt(plain.clear());
      if (plain.position() > 0) {
        var line = IoBuffer.allocate(plain.position());
        next.messageReceived(session, line.put(plain.flip()).flip());
      }
    } while (stop == TlsEnd.Stop.NEEDS_ROOM);
    if (stop == TlsEnd.Stop.ENDED) {
      end.end();
      session.closeOnFlush();
    }
  }

  private TlsEnd.Stop decrypt(ByteBuffer plain) throws IOException {
    try {
      var stop = end.decrypt(encrypted, plain);
      if (end.isEstablished() && handshake.completed()) {
        established.run();
        sendWaiting();
      }
      return stop;
    } catch (SSLException e) {
      handshake.failed(e.getMessage());
      throw e;
    }
  }

  private void join(IoBuffer message) {
    var joined = ByteBuffer.allocate(encrypted.remaining() + message.remaining());
    encrypted = joined.put(encrypted).put(message.buf()).flip();
  }

  private synchronized void sendWaiting() throws IOException {
    for (var request = waiting.poll(); request != null; request = waiting.poll()) {
      encrypt(request);
    }
  }

  @Override
  public synchronized void filterWrite(NextFilter next, IoSession session, WriteRequest request)
      throws IOException {
    if (nextInClear) {
      nextInClear = false;
      next.filterWrite(session, request);
    } else if (end.isEstablished() && waiting.isEmpty()) {
      encrypt(request);
    } else {
      waiting.add(request);
    }
  }

  private void encrypt(WriteRequest request) throws IOException {
    var reply = ((IoBuffer) request.getMessage()).buf();
    boolean isLast = Reply.isLast(reply);
    end.encrypt(reply);
    request.getFuture().setWritten();
    if (isLast) {
      end.end();
    }
  }

  /** Nobody waits to hear that a reply was sent, and above nobody knows what handshakes send. */
  @Override
  public void messageSent(NextFilter next, IoSession session, WriteRequest request) {
    // ends here
  }

  @Override
  public void sessionClosed(NextFilter next, IoSession session) {
    handshake.failed("the client hung up");
    end.close();
    next.sessionClosed(session);
  }
}
