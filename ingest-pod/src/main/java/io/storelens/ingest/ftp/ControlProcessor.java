package io.storelens.ingest.ftp;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;

/**
 * Reads the commands of control connections, and writes the replies. In place of MINA's own, which
 * leaves every reply to its thread, and wakes that up by a write into a pipe even where it is
 * awake: a reply of another thread goes out at once here, where nothing else of its session waits.
 * Public for {@code SimpleIoProcessorPool}, which makes it by reflection.
 */
public final class ControlProcessor extends NioProcessor {
  private volatile Thread own;
  // Of its own thread alone.
  private boolean mustLookAgain;

  /** Works on a thread of {@code executor}, while there are connections. */
  public ControlProcessor(Executor executor) {
    super(executor);
  }

  @Override
  protected int select(long timeout) throws Exception {
    if (own != Thread.currentThread()) {
      own = Thread.currentThread();
    }
    if (!mustLookAgain) {
      return super.select(timeout);
    }
    mustLookAgain = false;
    selectorLock.readLock().lock();
    try {
      return selector.selectNow();
    } finally {
      selectorLock.readLock().unlock();
    }
  }

  /** MINA asks for this before a thread without connections ends its work here. */
  @Override
  protected boolean isSelectorEmpty() {
    own = null;
    return super.isSelectorEmpty();
  }

  @Override
  protected void wakeup() {
    if (own == Thread.currentThread()) {
      // Else MINA takes a look that finds nothing for a fault of the selector.
      wakeupCalled.set(true);
      mustLookAgain = true;
    } else {
      super.wakeup();
    }
  }

  @Override
  public void write(NioSession session, WriteRequest request) {
    if (isAlone(session, request) && isWritten(session, request)) {
      session.getFilterChain().fireMessageSent(request);
    } else {
      super.write(session, request);
    }
  }

  /** Whether a reply of another thread may go out now: TLS has an order of its own to keep. */
  private boolean isAlone(NioSession session, WriteRequest request) {
    return own != Thread.currentThread()
        && request.getMessage() instanceof IoBuffer reply
        && reply.hasRemaining()
        && session.getCurrentWriteRequest() == null
        && session.getWriteRequestQueue().isEmpty(session)
        && !session.isWriteSuspended()
        && !session.getFilterChain().contains(TlsFilter.class);
  }

  /** Whether all of it is written; what is not is left in the request. */
  private boolean isWritten(NioSession session, WriteRequest request) {
    var reply = (IoBuffer) request.getMessage();
    try {
      int bytes = write(session, reply, reply.remaining());
      session.increaseWrittenBytes(bytes, System.currentTimeMillis());
      return !reply.hasRemaining();
    } catch (IOException e) {
      return false; // its thread will find that out too, and close the session
    }
  }
}
