package io.storelens.ingest.ftp;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;

/**
 * Cuts clients off that send commands faster than they are carried out, or do not read the replies:
 * both would pile up in memory. Stands before the threads; {@link #done} tells that a command has
 * been carried out.
 */
final class FloodGuard extends IoFilterAdapter {
  // A client that waits for no reply sends a login and an upload at once, seven commands.
  private static final int MOST_WAITING = 64;
  private static final long MOST_UNREAD_BYTES = 64L << 10;
  private static final AttributeKey WAITING = new AttributeKey(FloodGuard.class, "waiting");

  @Override
  public void sessionCreated(NextFilter next, IoSession session) {
    session.setAttribute(WAITING, new AtomicInteger());
    next.sessionCreated(session);
  }

  @Override
  public void messageReceived(NextFilter next, IoSession session, Object message) {
    if (waiting(session).incrementAndGet() > MOST_WAITING
        || session.getScheduledWriteBytes() > MOST_UNREAD_BYTES) {
      session.closeNow();
    } else {
      next.messageReceived(session, message);
    }
  }

  /** Whether the command that has just come is the only one of {@code session} to be answered. */
  static boolean isOnlyOne(IoSession session) {
    return waiting(session).get() == 1;
  }

  /** Whether all commands of {@code session} have been answered. */
  static boolean isIdle(IoSession session) {
    // None, if another filter has failed before this one knew the session.
    return session.getAttribute(WAITING) instanceof AtomicInteger waiting && waiting.get() == 0;
  }

  /** A command of {@code session} has been answered. */
  static void done(IoSession session) {
    waiting(session).decrementAndGet();
  }

  private static AtomicInteger waiting(IoSession session) {
    return (AtomicInteger) session.getAttribute(WAITING);
  }
}
