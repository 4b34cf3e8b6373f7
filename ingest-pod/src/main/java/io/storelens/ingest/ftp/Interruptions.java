package io.storelens.ingest.ftp;

import java.util.Locale;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;

/**
 * Lets {@code ABOR} and the end of a control connection reach a transfer at once. Without it they
 * would wait in the session's queue for the end of the very command they are to end.
 */
final class Interruptions extends IoFilterAdapter {
  @Override
  public void messageReceived(NextFilter next, IoSession session, Object message) {
    // The Telnet signals of RFC 959, 4.1.3, may come before the word.
    if (message.toString().strip().toUpperCase(Locale.ROOT).endsWith("ABOR")) {
      ControlSession.of(session).interrupt("the camera ended it");
    }
    next.messageReceived(session, message);
  }

  @Override
  public void sessionClosed(NextFilter next, IoSession session) {
    ControlSession.of(session).interrupt("the control connection is gone");
    next.sessionClosed(session);
  }
}
