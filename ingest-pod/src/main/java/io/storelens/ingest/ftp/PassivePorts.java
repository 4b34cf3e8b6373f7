package io.storelens.ingest.ftp;

import io.storelens.contract.config.PortRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The ports of data connections. Each is given to one upload at a time, at random, so that a
 * stranger cannot tell where the next one will be.
 */
final class PassivePorts {
  // One camera is awaited; strangers who come first must not keep it out.
  private static final int BACKLOG = 128;

  private final SecureRandom random = new SecureRandom();
  private final List<Integer> free = new ArrayList<>();

  PassivePorts(PortRange range) {
    for (int port = range.first(); port <= range.last(); port++) {
      free.add(port);
    }
  }

  /**
   * Listens on a free port of {@code address}. Ports that another program uses are passed over.
   *
   * @return empty if all are in use
   */
  Optional<ServerSocketChannel> listen(InetAddress address) throws IOException {
    var taken = new ArrayList<Integer>();
    try {
      for (var port = take(); port.isPresent(); port = take()) {
        var server = ServerSocketChannel.open();
        try {
          server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
          server.bind(new InetSocketAddress(address, port.getAsInt()), BACKLOG);
          return Optional.of(server);
        } catch (IOException e) {
          server.close();
          taken.add(port.getAsInt());
        }
      }
      return Optional.empty();
    } finally {
      taken.forEach(this::release);
    }
  }

  /** Gives {@code port} back. */
  synchronized void release(int port) {
    free.add(port);
  }

  /** How many are not in use. */
  synchronized int free() {
    return free.size();
  }

  private synchronized OptionalInt take() {
    if (free.isEmpty()) {
      return OptionalInt.empty();
    }
    int at = random.nextInt(free.size());
    int port = free.get(at);
    int end = free.size() - 1;
    free.set(at, free.get(end));
    free.remove(end);
    return OptionalInt.of(port);
  }
}
