package io.storelens.ingest.ftp;

import io.storelens.ingest.tls.TlsChannel;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One data connection: a port that is listened on, then the camera's connection to it; in active
 * mode the other way round. Only {@link #abort} and {@link #fault} may be called from other threads
 * than the session's.
 */
final class DataConnection implements Closeable {
  private static final Logger LOGGER = LoggerFactory.getLogger(DataConnection.class);

  private final Optional<InetSocketAddress> target;
  private final PassivePorts ports;
  private final ServerSocketChannel server;
  private final int port;
  private final UploadPace pace;
  private volatile SocketChannel camera;
  private Optional<TlsChannel> tls = Optional.empty();
  private volatile String abortedBecause;
  private boolean closed;

  private DataConnection(PassivePorts ports, ServerSocketChannel server, UploadPace pace)
      throws IOException {
    this.target = Optional.empty();
    this.ports = ports;
    this.server = server;
    this.port = ((InetSocketAddress) server.getLocalAddress()).getPort();
    this.pace = pace;
  }

  private DataConnection(InetSocketAddress target, UploadPace pace) {
    this.target = Optional.of(target);
    this.ports = null;
    this.server = null;
    this.port = 0;
    this.pace = pace;
  }

  /** Will connect to {@code target}, where the camera listens: active mode. */
  static DataConnection to(InetSocketAddress target, UploadPace pace) {
    return new DataConnection(target, pace);
  }

  /**
   * Listens on one of {@code ports}.
   *
   * @param pace is told how fast the camera sends
   * @return empty if none is free
   */
  static Optional<DataConnection> listen(PassivePorts ports, InetAddress address, UploadPace pace)
      throws IOException {
    var server = ports.listen(address);
    return server.isEmpty()
        ? Optional.empty()
        : Optional.of(new DataConnection(ports, server.get(), pace));
  }

  /** The port that is listened on; 0 if none is. */
  int port() {
    return port;
  }

  /**
   * Waits for the camera, or connects to it.
   *
   * @param from where it must come from, if it is waited for; others are hung up on, and the wait
   *     goes on
   * @throws SocketTimeoutException if it does not come within {@code patience}
   */
  void accept(Optional<InetAddress> from, Duration patience) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    boolean warned = false;
    if (target.isPresent()) {
      camera = SocketChannel.open(); // known to abort() from here on
      camera.socket().connect(target.get(), Math.toIntExact(patience.toMillis()));
    }
    while (camera == null) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new SocketTimeoutException("no data connection");
      }
      server.socket().setSoTimeout(Math.toIntExact(left));
      var caller = server.socket().accept();
      if (from.isEmpty() || from.get().equals(caller.getInetAddress())) {
        camera = caller.getChannel();
      } else {
        caller.close();
        if (!warned) {
          LOGGER.atWarn().log("data connection from another address than the camera's closed");
          warned = true;
        }
      }
    }
    pace.begins(System.nanoTime());
    if (abortedBecause != null) {
      camera.close();
    }
  }

  /** Reads what there is, waiting for the first byte; -1 at the end. */
  int read(ByteBuffer into) throws IOException {
    return tls.isPresent() ? tls.get().read(into) : receive(into);
  }

  private int receive(ByteBuffer into) throws IOException {
    pace.waits(System.nanoTime());
    int bytes = camera.read(into);
    pace.came(bytes, System.nanoTime());
    return bytes;
  }

  /**
   * Puts TLS on the connection that came.
   *
   * @throws SSLException if the handshake fails
   * @throws IOException if the connection is gone
   */
  void secure(SessionTls session) throws IOException {
    // The parts of a handshake are short, and wait for each other.
    camera.setOption(StandardSocketOptions.TCP_NODELAY, true);
    tls = Optional.of(session.accept(camera, this::receive));
  }

  /** What is wrong with the pace it comes at; empty while all is well. */
  Optional<String> fault() {
    return pace.fault(System.nanoTime());
  }

  /** Ends the transfer from another thread: what waits or reads gets an exception. */
  void abort(String because) {
    abortedBecause = because;
    closeQuietly(camera);
    closeQuietly(server);
  }

  /** Why it was aborted; empty if it was not. */
  Optional<String> abortedBecause() {
    return Optional.ofNullable(abortedBecause);
  }

  /** Frees the port. May be called again. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      tls.ifPresent(DataConnection::closeQuietly);
      closeQuietly(camera);
      closeQuietly(server);
      if (ports != null) {
        ports.release(port);
      }
    }
  }

  private static void closeQuietly(Closeable channel) {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      LOGGER.atDebug().setCause(e).log("data connection closed by the camera first");
    }
  }
}
