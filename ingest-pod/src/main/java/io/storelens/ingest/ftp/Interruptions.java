package io.storelens.ingest.ftp;

import java.util.regex.Pattern;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;

/**
 * Lets {@code ABOR} and the end of a control connection reach a transfer at once. Without it they
 * would wait in the session's queue for the end of the very command they are to end. And lets no
 * command in that was sent in clear after {@code AUTH}.
 */
final class Interruptions extends IoFilterAdapter {
  // The Telnet signals of RFC 959, 4.1.3, may come before the word.
  private static final Pattern ABOR =
      Pattern.compile("[\\xF0-\\xFF]*ABOR\\s*", Pattern.CASE_INSENSITIVE);

  private static final Pattern AUTH =
      Pattern.compile("[\\xF0-\\xFF\\s]*AUTH\\b.*", Pattern.CASE_INSENSITIVE);

  @Override
  public void messageReceived(NextFilter next, IoSession session, Object message) {
    if (ControlSession.of(session).isClearTextOver()) {
      // Somebody on the way added a command, to be taken for one that came over TLS.
      session.closeNow();
      return;
    }
    if (AUTH.matcher(message.toString()).matches()) {
      ControlSession.of(session).clearTextEnds();
    }
    if (ABOR.matcher(message.toString()).matches()) {
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
