package io.storelens.ingest.ftp;

import io.storelens.ingest.tls.TlsChannel;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One passive data connection: a port that is listened on, then the camera's connection to it. Only
 * {@link #abort} and {@link #stalledFor} may be called from other threads than the session's.
 */
final class DataConnection implements Closeable {
  private static final Logger LOGGER = LoggerFactory.getLogger(DataConnection.class);

  private final PassivePorts ports;
  private final ServerSocketChannel server;
  private final int port;
  private volatile SocketChannel camera;
  private Optional<TlsChannel> tls = Optional.empty();
  private volatile String abortedBecause;
  private volatile long lastProgress;
  private boolean closed;

  private DataConnection(PassivePorts ports, ServerSocketChannel server) throws IOException {
    this.ports = ports;
    this.server = server;
    this.port = ((InetSocketAddress) server.getLocalAddress()).getPort();
    this.lastProgress = System.nanoTime();
  }

  /**
   * Listens on one of {@code ports}.
   *
   * @return empty if none is free
   */
  static Optional<DataConnection> listen(PassivePorts ports, InetAddress address)
      throws IOException {
    var server = ports.listen(address);
    return server.isEmpty()
        ? Optional.empty()
        : Optional.of(new DataConnection(ports, server.get()));
  }

  /** The port that is listened on. */
  int port() {
    return port;
  }

  /**
   * Waits for the camera.
   *
   * @param from where it must come from; others are hung up on, and the wait goes on
   * @throws SocketTimeoutException if it does not come within {@code patience}
   */
  void accept(Optional<InetAddress> from, Duration patience) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    while (camera == null) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new SocketTimeoutException("no data connection");
      }
      server.socket().setSoTimeout(Math.toIntExact(left));
      var caller = server.socket().accept();
      if (from.isEmpty() || from.get().equals(caller.getInetAddress())) {
        caller.setTcpNoDelay(true);
        camera = caller.getChannel();
      } else {
        caller.close();
        LOGGER.atWarn().log("data connection from another address than the camera's closed");
      }
    }
    progress();
    if (abortedBecause != null) {
      camera.close();
    }
  }

  /** Reads what there is, waiting for the first byte; -1 at the end. */
  int read(ByteBuffer into) throws IOException {
    int bytes = tls.isPresent() ? tls.get().read(into) : camera.read(into);
    progress();
    return bytes;
  }

  /**
   * Puts TLS on the connection that came.
   *
   * @throws SSLException if the handshake fails
   */
  void secure(SessionTls session) throws SSLException {
    tls = Optional.of(session.accept(camera, this::progress));
  }

  private void progress() {
    lastProgress = System.nanoTime();
  }

  /** How long nothing has come. */
  Duration stalledFor() {
    return Duration.ofNanos(System.nanoTime() - lastProgress);
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
      ports.release(port);
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
