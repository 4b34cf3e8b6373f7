package io.storelens.ingest.ftp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  private static final Duration LOGIN_PATIENCE = Duration.ofSeconds(30);
  // MINA's clock and this one begin at slightly different moments.
  private static final Duration SLACK = Duration.ofMillis(500);

  private final Set<Long> sessions = ConcurrentHashMap.newKeySet();
  private final int maxSessions;
  private final Duration idle;
  private volatile boolean draining;
  private FtpServerContext context;

  ControlHandler(int maxSessions, Duration idle) {
    this.maxSessions = maxSessions;
    this.idle = idle;
  }

  /** How long one may take to log in: strangers must not use up the sessions of cameras. */
  static Duration loginPatience(Duration idle) {
    return idle.compareTo(LOGIN_PATIENCE) < 0 ? idle : LOGIN_PATIENCE;
  }

  /** How many sessions there are. */
  int sessions() {
    return sessions.size();
  }

  /** From now on every session is closed when its command has been answered. */
  void drain() {
    draining = true;
  }

  /** Says good-bye to {@code open}, and waits until all are gone, {@code longest} at most. */
  void closeAll(Set<FtpIoSession> open, Duration longest) throws InterruptedException {
    open.forEach(session -> close(session, Reply.closing("Stopping")));
    long end = System.nanoTime() + longest.toNanos();
    synchronized (sessions) {
      for (long left = longest.toMillis(); left > 0 && !sessions.isEmpty(); ) {
        sessions.wait(left);
        left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      }
    }
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
    sessions.add(session.getId());
    if (sessions.size() > maxSessions) {
      close(session, Reply.closing("Too many sessions"));
    } else if (draining) {
      close(session, Reply.closing("Stopping"));
    } else {
      session.write(Reply.of(220, "Storelens takes photos."));
    }
  }

  @Override
  public void sessionClosed(FtpIoSession session) {
    ControlSession.of(session).closeData();
    sessions.remove(session.getId());
    synchronized (sessions) {
      sessions.notifyAll();
    }
  }

  /** MINA sees the control connection alone: a session with a transfer under way is not idle. */
  @Override
  public void sessionIdle(FtpIoSession session, IdleStatus status) {
    var known = ControlSession.of(session);
    var longest = known.camera().isPresent() ? idle : loginPatience(idle);
    if (known.unusedFor().plus(SLACK).compareTo(longest) >= 0) {
      close(session, Reply.closing("Idle for too long"));
    }
  }

  @Override
  public void exceptionCaught(FtpIoSession session, Throwable cause) {
    if (cause instanceof ProtocolDecoderException) {
      close(session, Reply.of(500, "Line too long."));
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
    known.used();
    try {
      if (command == null) {
        session.write(Reply.of(502, "Command not known here."));
      } else if (known.camera().isEmpty() && !BEFORE_LOGIN.contains(request.getCommand())) {
        session.write(Reply.of(530, "Log in with USER and PASS first."));
      } else {
        command.execute(session, context, request);
      }
    } catch (Exception e) {
      LOGGER
          .atError()
          .addKeyValue("kind", e.getClass().getName())
          .addKeyValue("at", e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0])
          .log("FTP command failed");
      close(session, Reply.closing("Internal error"));
    }
    known.used();
    if (draining) {
      close(session, Reply.closing("Stopping"));
    }
  }

  @Override
  public void messageSent(FtpIoSession session, FtpReply reply) {
    // nothing waits for it
  }

  private static void close(FtpIoSession session, FtpReply reason) {
    if (!session.isClosing()) {
      session.write(reason);
      session.closeOnFlush();
    }
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
