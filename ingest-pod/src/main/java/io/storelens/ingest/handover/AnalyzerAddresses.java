package io.storelens.ingest.handover;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks up where the analyzers are: a headless Service's name gives the address of each pod. */
final class AnalyzerAddresses {
  private static final Logger LOGGER = LoggerFactory.getLogger(AnalyzerAddresses.class);

  private final List<URI> analyzers;
  private final Map<URI, InetAddress[]> last = new HashMap<>();
  private boolean unresolved;

  /**
   * Addresses of {@code analyzers}.
   *
   * @throws IllegalArgumentException naming the setting, if one is not {@code http://host:port}
   */
  AnalyzerAddresses(List<URI> analyzers) {
    for (URI uri : analyzers) {
      if (uri.getHost() == null
          || !"http".equals(uri.getScheme())
          || !(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))) {
        throw new IllegalArgumentException(
            "INGEST_ANALYZERS: '" + uri + "' is not of the form http://host:port");
      }
    }
    this.analyzers = List.copyOf(analyzers);
  }

  /** All addresses there are now; those of before, where a name cannot be resolved now. Blocks. */
  synchronized Set<SocketAddress> resolve() {
    var addresses = new LinkedHashSet<SocketAddress>();
    var missing = new ArrayList<String>();
    for (URI uri : analyzers) {
      int port = uri.getPort() < 0 ? 80 : uri.getPort();
      try {
        last.put(uri, InetAddress.getAllByName(uri.getHost()));
      } catch (UnknownHostException e) {
        missing.add(uri.getHost());
      }
      for (InetAddress address : last.getOrDefault(uri, new InetAddress[0])) {
        addresses.add(SocketAddress.inetSocketAddress(port, address.getHostAddress()));
      }
    }
    if (missing.isEmpty() == unresolved) {
      unresolved = !missing.isEmpty();
      (unresolved ? LOGGER.atWarn() : LOGGER.atInfo())
          .addKeyValue("unresolved", missing)
          .log("names of analyzers looked up");
    }
    return addresses;
  }
}
