package io.storelens.ingest.ftp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts TLS handshakes. */
final class TlsMeters {
  private static final Logger LOGGER = LoggerFactory.getLogger(TlsMeters.class);

  private final Connection control;
  private final Connection data;

  TlsMeters(MeterRegistry meters) {
    control = new Connection("control", meters);
    data = new Connection("data", meters);
  }

  /** A handshake on a control connection begins. */
  Handshake control() {
    return new Handshake(control);
  }

  /** A handshake on a data connection begins. */
  Handshake data() {
    return new Handshake(data);
  }

  /** One handshake. The first outcome counts; later ones are passed over. */
  static final class Handshake {
    private final Connection connection;
    private final AtomicBoolean over = new AtomicBoolean();

    private Handshake(Connection connection) {
      this.connection = connection;
    }

    /** Whether this was its end. */
    boolean completed() {
      boolean first = over.compareAndSet(false, true);
      if (first) {
        connection.completed.increment();
      }
      return first;
    }

    /** Logged quietly: scanners and cameras with old software do this all day. */
    void failed(String reason) {
      if (over.compareAndSet(false, true)) {
        connection.failed.increment();
        LOGGER
            .atInfo()
            .addKeyValue("connection", connection.kind)
            .addKeyValue("reason", reason)
            .log("TLS handshake failed");
      }
    }
  }

  private static final class Connection {
    private final String kind;
    private final Counter completed;
    private final Counter failed;

    private Connection(String kind, MeterRegistry meters) {
      this.kind = kind;
      this.completed = counter(kind, "completed", meters);
      this.failed = counter(kind, "failed", meters);
    }

    private static Counter counter(String kind, String outcome, MeterRegistry meters) {
      return Counter.builder("storelens.ingest.tls.handshakes")
          .description("TLS handshakes, by connection and outcome")
          .tag("connection", kind)
          .tag("outcome", outcome)
          .register(meters);
    }
  }
}
