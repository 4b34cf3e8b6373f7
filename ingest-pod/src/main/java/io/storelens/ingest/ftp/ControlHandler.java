package io.storelens.ingest.ftp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.DefaultFtpRequest;
import org.apache.ftpserver.impl.FtpHandler;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.ftpserver.listener.Listener;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.filter.codec.ProtocolDecoderException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Greets, limits, dispatches and says good-bye to control connections. Logs neither commands nor
 * what was wrong with one: a password may be part of it.
 */
final class ControlHandler implements FtpHandler {
  private static final Logger LOGGER = LoggerFactory.getLogger(ControlHandler.class);
  private static final Set<String> BEFORE_LOGIN =
      Set.of(
          "USER", "PASS", "AUTH", "PBSZ", "PROT", "CCC", "FEAT", "SYST", "OPTS", "NOOP", "CLNT",
          "HELP", "QUIT");

  private final Sessions sessions;
  private volatile boolean draining;
  private FtpServerContext context;

  ControlHandler(Sessions sessions) {
    this.sessions = sessions;
  }

  /** From now on every session is closed when its command has been answered. */
  void drain() {
    draining = true;
  }

  @Override
  public void init(FtpServerContext serverContext, Listener listener) {
    context = serverContext;
  }

  @Override
  public void sessionCreated(FtpIoSession session) {
    ControlSession.begin(session);
  }

  @Override
  public void sessionOpened(FtpIoSession session) {
    var refused = sessions.add(session);
    if (refused.isPresent()) {
      Sessions.end(session, refused.get());
    } else if (draining) {
      Sessions.end(session, "Stopping");
    } else {
      session.write(Reply.of(220, "Storelens takes photos."));
    }
  }

  @Override
  public void sessionClosed(FtpIoSession session) {
    ControlSession.of(session).closeData();
    sessions.remove(session);
  }

  @Override
  public void sessionIdle(FtpIoSession session, IdleStatus status) {
    // Sessions watches: a client that sends single bytes is idle, but not to MINA
  }

  @Override
  public void exceptionCaught(FtpIoSession session, Throwable cause) {
    if (cause instanceof ProtocolDecoderException) {
      if (!session.isClosing()) {
        session.write(Reply.of(500, "Line too long."));
        session.closeOnFlush();
      }
    } else if (cause instanceof SSLException) {
      session.closeOnFlush(); // the client is still to be told why
    } else {
      // A camera that hung up; the class says enough, the message might hold a command.
      LOGGER.atDebug().addKeyValue("kind", cause.getClass().getName()).log("session broken");
      session.closeNow();
    }
  }

  @Override
  public void messageReceived(FtpIoSession session, FtpRequest latin1) {
    var request = inUtf8(latin1);
    var command = context.getCommandFactory().getCommand(request.getCommand());
    var known = ControlSession.of(session);
    known.begins();
    try {
      if (hasControlCharacter(request.getRequestLine())) {
        session.write(Reply.of(501, "Control characters are not taken."));
      } else if (command == null) {
        session.write(Reply.of(502, "Command not known here."));
      } else if (known.account().isEmpty() && !BEFORE_LOGIN.contains(request.getCommand())) {
        session.write(Reply.of(530, "Log in with USER and PASS first."));
      } else {
        command.execute(session, context, request);
      }
    } catch (Exception | Error e) { // a thread that dies would leave the session without an answer
      LOGGER
          .atError()
          .addKeyValue("kind", e.getClass().getName())
          .addKeyValue("at", e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0])
          .log("FTP command failed");
      Sessions.end(session, "Internal error");
    } finally {
      known.ends();
      FloodGuard.done(session);
    }
    if (draining) {
      Sessions.end(session, "Stopping");
    }
  }

  @Override
  public void messageSent(FtpIoSession session, FtpReply reply) {
    // nothing waits for it
  }

  /** They would end up in replies, file names and logs, and mean something there. */
  private static boolean hasControlCharacter(String line) {
    return line.chars().anyMatch(character -> character < 0x20 || character == 0x7F);
  }

  /** Lines come as Latin-1, so that no byte is lost; most clients mean UTF-8 (RFC 2640). */
  private static FtpRequest inUtf8(FtpRequest latin1) {
    var line = latin1.getRequestLine();
    if (line.chars().allMatch(character -> character < 0x80)) {
      return latin1;
    }
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    int start = 0;
    while (start < bytes.length && (bytes[start] & 0xFF) >= 0xF0) {
      start++; // Telnet signals before ABOR
    }
    try {
      var text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, start, bytes.length - start));
      return new DefaultFtpRequest(text.toString());
    } catch (CharacterCodingException e) {
      return latin1;
    }
  }
}
