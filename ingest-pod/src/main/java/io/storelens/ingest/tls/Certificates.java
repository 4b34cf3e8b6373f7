package io.storelens.ingest.tls;

import io.storelens.contract.config.TlsConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate in force. Follows its files: it looks every two seconds whether they changed. New
 * sessions get the new certificate, running ones keep theirs. While the files are missing, bad or
 * do not fit each other, the last good certificate stays in force.
 */
public final class Certificates {
  private static final Logger LOGGER = LoggerFactory.getLogger(Certificates.class);
  private static final long PERIOD_SECONDS = 2;

  private final Vertx vertx;
  private final TlsConfig config;
  private volatile Certificate current;
  private Optional<String> problem = Optional.empty();
  private CertificateFiles files;

  private Certificates(Vertx vertx, TlsConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  /**
   * Reads the files of {@code config}.
   *
   * @throws IOException naming the file and what is wrong with it
   */
  public static Certificates open(Vertx vertx, TlsConfig config) throws IOException {
    var certificates = new Certificates(vertx, config);
    try {
      certificates.read();
    } catch (IOException e) {
      throw new IOException(
          "No TLS: " + e.getMessage() + ". See INGEST_TLS_CERTIFICATE and INGEST_TLS_KEY.", e);
    }
    return certificates;
  }

  /** Looks for changes on {@code timer} until it is shut down. */
  public void start(ScheduledExecutorService timer) {
    var unused =
        timer.scheduleWithFixedDelay(
            this::refresh, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  /** The certificate for a new session. */
  public Certificate current() {
    return current;
  }

  /** When the certificate in force becomes invalid. */
  public Instant expires() {
    return current.expires();
  }

  /** Reads the files again if they changed since they were read, or could not be read then. */
  void refresh() {
    try {
      if (!CertificateFiles.of(config.certificate(), config.key()).equals(files)) {
        read();
      }
    } catch (IOException | RuntimeException e) {
      var now = Optional.of(e.getMessage() == null ? e.getClass().getName() : e.getMessage());
      if (!now.equals(problem)) {
        problem = now;
        LOGGER
            .atWarn()
            .addKeyValue("reason", now.get())
            .log("new certificate unusable, the last good one stays in force");
      }
    }
  }

  private void read() throws IOException {
    var seen = CertificateFiles.of(config.certificate(), config.key());
    current = Certificate.read(vertx, config.certificate(), config.key());
    // Files that changed while they were read are read again at the next look.
    files = seen;
    problem = Optional.empty();
    LOGGER.atInfo().addKeyValue("expires", current.expires()).log("certificate read");
  }
}
