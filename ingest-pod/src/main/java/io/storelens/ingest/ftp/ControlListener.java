package io.storelens.ingest.ftp;

import io.storelens.contract.config.ListenAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.impl.FtpHandler;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.ftpserver.ipfilter.SessionFilter;
import org.apache.ftpserver.listener.nio.AbstractListener;
import org.apache.ftpserver.listener.nio.FtpHandlerAdapter;
import org.apache.ftpserver.listener.nio.FtpResponseEncoder;
import org.apache.mina.core.filterchain.IoFilter;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.core.service.SimpleIoProcessorPool;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolCodecFilter;
import org.apache.mina.filter.codec.textline.TextLineDecoder;
import org.apache.mina.transport.socket.SocketAcceptor;
import org.apache.mina.transport.socket.nio.NioSession;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;

/**
 * Takes control connections. In place of FtpServer's own listener, which leaves Nagle's algorithm
 * on (44 ms a photo), has a backlog of 50, logs each command with its argument, and lets {@code
 * ABOR} wait for the transfer it is to end.
 */
final class ControlListener extends AbstractListener {
  private static final int BACKLOG = 1024;
  private static final int LONGEST_LINE = 4096;
  // Sessions watches: MINA would take a client that sends single bytes for a busy one.
  private static final int NO_IDLE_TIME = 0;

  // It keeps nothing of its own: what there is of a line, it keeps with the session.
  private static final TextLineDecoder LINES = lines();

  private final FtpHandler handler;
  private final Optional<Tls> atOnce;
  private final Set<String> quick;
  private IoProcessor<NioSession> processors;
  private SocketAcceptor acceptor;
  private FtpServerContext context;
  private boolean suspended;

  /**
   * Takes connections at {@code address}.
   *
   * @param atOnce the TLS that every connection begins with; empty for connections in clear
   * @param quick commands that never wait
   */
  ControlListener(
      ListenAddress address, FtpHandler handler, Optional<Tls> atOnce, Set<String> quick) {
    super(
        address.host(),
        address.port(),
        atOnce.isPresent(),
        null,
        new DataConnectionConfigurationFactory().createDataConnectionConfiguration(),
        NO_IDLE_TIME,
        (SessionFilter) null);
    this.handler = handler;
    this.atOnce = atOnce;
    this.quick = quick;
  }

  private static TextLineDecoder lines() {
    // Latin-1 takes any byte: names in other character sets are read again later.
    var decoder = new TextLineDecoder(StandardCharsets.ISO_8859_1);
    decoder.setMaxLineLength(LONGEST_LINE);
    return decoder;
  }

  /** Forgets what came of a line in clear, lest it become the beginning of one that is not. */
  static void forgetHalfALine(IoSession session) {
    try {
      LINES.dispose(session);
    } catch (Exception e) {
      throw new IllegalStateException("a decoder that keeps nothing cannot fail", e);
    }
  }

  /**
   * Listens.
   *
   * @throws IllegalStateException with a remedy, if the port cannot be had
   */
  @Override
  public synchronized void start(FtpServerContext serverContext) {
    context = serverContext;
    processors =
        new SimpleIoProcessorPool<>(
            ControlProcessor.class, Runtime.getRuntime().availableProcessors());
    acceptor = new NioSocketAcceptor(processors);
    acceptor.setReuseAddress(true);
    acceptor.setBacklog(BACKLOG);
    acceptor.setCloseOnDeactivation(false);
    var config = acceptor.getSessionConfig();
    config.setTcpNoDelay(true);
    config.setKeepAlive(true);
    config.setReadBufferSize(2048);
    var filters = acceptor.getFilterChain();
    filters.addLast("lines", new ProtocolCodecFilter(new FtpResponseEncoder(), LINES));
    filters.addLast("interruptions", new Interruptions());
    atOnce.ifPresent(tls -> filters.addLast("tls at once", beginning(tls)));
    filters.addLast("flood", new FloodGuard());
    filters.addLast("threads", new CommandThreads(context.getThreadPoolExecutor(), quick));
    handler.init(context, this);
    acceptor.setHandler(new FtpHandlerAdapter(context, handler));
    bind();
  }

  private static IoFilter beginning(Tls tls) {
    return new IoFilterAdapter() {
      @Override
      public void sessionCreated(NextFilter next, IoSession session) {
        next.sessionCreated(session);
        tls.beginAtOnce(session);
      }
    };
  }

  private void bind() {
    try {
      acceptor.bind(new InetSocketAddress(getServerAddress(), getPort()));
    } catch (IOException e) {
      dispose();
      throw new IllegalStateException(
          "Cannot listen for FTP on %s:%d (%s): free the port or set INGEST_FTP_HOST and INGEST_FTP_PORT"
              .formatted(getServerAddress(), getPort(), e.getMessage()),
          e);
    }
    setPort(acceptor.getLocalAddress().getPort());
  }

  @Override
  public synchronized void stop() {
    if (acceptor != null) {
      acceptor.setCloseOnDeactivation(true);
      acceptor.unbind();
      dispose();
    }
  }

  private void dispose() {
    acceptor.dispose();
    processors.dispose();
    acceptor = null;
  }

  @Override
  public synchronized boolean isStopped() {
    return acceptor == null;
  }

  /** Takes no more connections; those there are stay. */
  @Override
  public synchronized void suspend() {
    if (acceptor != null && !suspended) {
      acceptor.unbind();
      suspended = true;
    }
  }

  @Override
  public synchronized void resume() {
    if (acceptor != null && suspended) {
      bind();
      suspended = false;
    }
  }

  @Override
  public synchronized boolean isSuspended() {
    return suspended;
  }

  @Override
  public synchronized Set<FtpIoSession> getActiveSessions() {
    var sessions = new HashSet<FtpIoSession>();
    if (acceptor != null) {
      acceptor
          .getManagedSessions()
          .values()
          .forEach(session -> sessions.add(new FtpIoSession(session, context)));
    }
    return sessions;
  }
}
