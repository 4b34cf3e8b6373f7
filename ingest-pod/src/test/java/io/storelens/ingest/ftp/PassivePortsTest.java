package io.storelens.ingest.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.contract.config.PortRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PassivePortsTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @Test
  void givesEachPortOnceAndPassesOverThoseOfOthers() throws IOException {
    try (var other = new ServerSocket(0, 1, HERE)) {
      // Given
      int first = Math.min(other.getLocalPort(), 65_530);
      var range = new PortRange(first, first + 4);
      var ports = new PassivePorts(range);
      // When
      Set<Integer> given = new HashSet<>();
      var channels = new java.util.ArrayList<java.nio.channels.ServerSocketChannel>();
      for (var next = ports.listen(HERE); next.isPresent(); next = ports.listen(HERE)) {
        channels.add(next.get());
        given.add(((InetSocketAddress) next.get().getLocalAddress()).getPort());
      }
      // Then
      assertThat(given).hasSameSizeAs(channels).doesNotContain(other.getLocalPort());
      assertThat(given).allMatch(port -> port >= range.first() && port <= range.last());
      assertThat(ports.free()).isEqualTo(range.size() - given.size());
      for (var channel : channels) {
        int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        channel.close();
        ports.release(port);
      }
      assertThat(ports.free()).isEqualTo(range.size());
      assertThat(ports.listen(HERE)).isPresent().get().satisfies(channel -> channel.close());
    }
  }
}
