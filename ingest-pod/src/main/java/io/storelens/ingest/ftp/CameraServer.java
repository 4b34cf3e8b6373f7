package io.storelens.ingest.ftp;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.storelens.contract.config.IngestConfig;
import io.storelens.contract.config.ListenAddress;
import io.storelens.contract.config.TlsConfig;
import io.storelens.ingest.camera.CameraDirectory;
import io.storelens.ingest.camera.CaptureTimes;
import io.storelens.ingest.camera.Passwords;
import io.storelens.ingest.refusal.Refusals;
import io.storelens.ingest.spool.DiskRoom;
import io.storelens.ingest.spool.HeldPhoto;
import io.storelens.ingest.spool.PhotoFile;
import io.storelens.ingest.spool.Spool;
import io.storelens.ingest.tls.Certificates;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;

/** The FTP server that cameras upload to. */
public final class CameraServer {
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(15);
  private static final Duration LONGEST_GOOD_BYE = Duration.ofSeconds(2);
  private static final int SPARE_THREADS = 8;

  private final Sessions sessions;
  private final ControlHandler handler;
  private final ControlListener listener;
  private final Optional<ControlListener> implicit;
  private final Transfers transfers = new Transfers();
  private final FtpServer server;

  /**
   * A server for the cameras of {@code directory}.
   *
   * @param certificates what TLS is offered with; empty for plain FTP only
   * @param stored is given each photo that is durable, and its bytes if they are in memory
   * @param clock tells when photos arrive
   */
  public CameraServer(
      IngestConfig config,
      CameraDirectory directory,
      Optional<Certificates> certificates,
      Spool spool,
      DiskRoom room,
      Refusals refusals,
      BiConsumer<PhotoFile, Optional<HeldPhoto>> stored,
      MeterRegistry meters,
      Clock clock) {
    sessions = new Sessions(config);
    handler = new ControlHandler(sessions);
    var tls =
        certificates.map(
            files -> new Tls(config.tls().orElseThrow(), files, directory, new TlsMeters(meters)));
    var ports = new PassivePorts(config.passivePorts());
    var passive = new Passive(ports, config);
    var quick = passive.waitsForNames() ? CommandThreads.QUICK : CommandThreads.quickWith("PASV");
    listener = new ControlListener(config.ftp(), handler, Optional.empty(), quick);
    implicit =
        implicitAddress(config).map(address -> new ControlListener(address, handler, tls, quick));
    var uploads =
        new Uploads(spool, room, passive, new CaptureTimes(), config.maxPhotoBytes(), stored);
    var connections = new ConnectionConfigFactory();
    // A session uses one thread at most, so none ever waits for another; the spare ones turn away
    // those who are too many.
    connections.setMaxThreads(config.maxSessions() + SPARE_THREADS);
    var factory = new FtpServerFactory();
    factory.addListener("default", listener);
    implicit.ifPresent(other -> factory.addListener("implicit", other));
    factory.setConnectionConfig(connections.createConnectionConfig());
    factory.setCommandFactory(
        Commands.all(
            new Login(
                directory,
                tls,
                new Passwords(directory, clock),
                new FailedLogins(config.limits()),
                sessions,
                meters),
            tls,
            passive,
            new Active(config),
            new Store(directory, tls, uploads, transfers, refusals, meters, clock)));
    server = factory.createServer();
    measure(meters, ports);
  }

  private static Optional<ListenAddress> implicitAddress(IngestConfig config) {
    var port = config.tls().map(TlsConfig::implicitPort).orElse(OptionalInt.empty());
    return port.isPresent()
        ? Optional.of(new ListenAddress(config.ftp().host(), port.getAsInt()))
        : Optional.empty();
  }

  private void measure(MeterRegistry meters, PassivePorts ports) {
    Gauge.builder("storelens.ingest.sessions", sessions, Sessions::count)
        .description("FTP sessions")
        .register(meters);
    Gauge.builder("storelens.ingest.transfers", transfers, Transfers::running)
        .description("Uploads under way")
        .register(meters);
    Gauge.builder("storelens.ingest.passive.ports.free", ports, PassivePorts::free)
        .description("Data ports not in use")
        .register(meters);
  }

  /**
   * Listens.
   *
   * @throws IllegalStateException with a remedy, if the port cannot be had
   */
  public void start(ScheduledExecutorService timer) {
    try {
      server.start();
    } catch (FtpException e) {
      throw new IllegalStateException("FTP server does not start: " + e.getMessage(), e);
    }
    transfers.start(timer);
    var unused =
        timer.scheduleWithFixedDelay(sessions::endOverdue, 500, 500, TimeUnit.MILLISECONDS);
  }

  /** The port that is listened on. */
  public int port() {
    return listener.getPort();
  }

  /** The port on which TLS begins at once; empty if there is none. */
  public OptionalInt implicitTlsPort() {
    return implicit.map(other -> OptionalInt.of(other.getPort())).orElse(OptionalInt.empty());
  }

  /** Whether cameras can connect. */
  public boolean isListening() {
    return !listener.isStopped() && !listener.isSuspended();
  }

  /** Takes no new sessions, lets uploads end for 15 seconds at most, then closes all. Blocks. */
  public void stop() throws InterruptedException {
    handler.drain();
    server.suspend();
    transfers.drain(LONGEST_DRAIN);
    sessions.endAll(LONGEST_GOOD_BYE);
    server.stop();
  }
}
