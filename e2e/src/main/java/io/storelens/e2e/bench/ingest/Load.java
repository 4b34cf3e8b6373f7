package io.storelens.e2e.bench.ingest;

import java.util.OptionalDouble;

/**
 * How cameras upload.
 *
 * @param persistent whether a camera stays logged in; else it connects and logs in for each photo
 * @param bytes size of a photo
 * @param cameras how many there are
 * @param tls whether both connections are under TLS
 * @param rate photos a second that all cameras together take, at random moments (open loop); empty
 *     for each as fast as it is answered (closed loop)
 */
record Load(boolean persistent, int bytes, int cameras, boolean tls, OptionalDouble rate) {
  static Load closed(boolean persistent, int bytes, int cameras, boolean tls) {
    return new Load(persistent, bytes, cameras, tls, OptionalDouble.empty());
  }

  static Load open(boolean persistent, int bytes, int cameras, double rate) {
    return new Load(persistent, bytes, cameras, false, OptionalDouble.of(rate));
  }

  /** For a line of a table. */
  String text() {
    return "%s, %s, %d cameras%s%s"
        .formatted(
            persistent ? "persistent" : "connect",
            bytes >= 1_000_000 ? bytes / 1_000_000 + " MB" : bytes / 1000 + " KB",
            cameras,
            tls ? ", FTPS" : "",
            rate.isPresent() ? ", %.0f/s offered".formatted(rate.getAsDouble()) : "");
  }
}
