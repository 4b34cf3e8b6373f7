package io.storelens.ingest.ftp;

import io.netty.util.NetUtil;
import io.storelens.contract.config.IngestConfig;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code PASV} and {@code EPSV} (RFC 2428): where a camera sends its photo to. Listings, which are
 * always empty, take the same way.
 */
final class Passive {
  private static final Logger LOGGER = LoggerFactory.getLogger(Passive.class);
  private static final Duration LONGEST_ACCEPT = Duration.ofSeconds(15);

  private final PassivePorts ports;
  private final IngestConfig config;

  /**
   * Data connections on {@code ports}.
   *
   * @param config tells the address that {@code PASV} answers with, whether others than the
   *     camera's address are hung up on, and how slow one may be
   */
  Passive(PassivePorts ports, IngestConfig config) {
    this.ports = ports;
    this.config = config;
  }

  /** Whether {@code PASV} looks up a name, and may wait for its server. */
  boolean waitsForNames() {
    return config.passiveAddress().filter(name -> !NetUtil.isValidIpV4Address(name)).isPresent();
  }

  void pasv(FtpIoSession session, FtpServerContext context, FtpRequest request) {
    var known = ControlSession.of(session);
    // The reply has room for four bytes of address.
    var address = known.local() instanceof Inet4Address ? advertised(known) : null;
    if (address == null) {
      session.write(
          known.local() instanceof Inet4Address
              ? Reply.of(425, "The server's own address is not known yet. Use EPSV.")
              : Reply.of(425, "PASV cannot tell an IPv6 address. Use EPSV."));
      return;
    }
    int port = listen(session, known);
    if (port > 0) {
      // Said for each photo: cheaper than a format.
      var numbers = address.getHostAddress().replace('.', ',');
      var ports = (port >> 8) + "," + (port & 0xFF);
      session.write(Reply.of(227, "Entering Passive Mode (" + numbers + "," + ports + ")"));
    }
  }

  void epsv(FtpIoSession session, FtpServerContext context, FtpRequest request) {
    var known = ControlSession.of(session);
    var protocol = request.hasArgument() ? request.getArgument().strip() : "";
    var own = known.local() instanceof Inet4Address ? "1" : "2";
    if (protocol.toUpperCase(Locale.ROOT).equals("ALL")) {
      session.write(Reply.of(200, "EPSV only."));
    } else if (!protocol.isEmpty() && !protocol.equals(own)) {
      session.write(Reply.of(522, "Network protocol not supported, use (" + own + ")"));
    } else {
      int port = listen(session, known);
      if (port > 0) {
        session.write(Reply.of(229, "Entering Extended Passive Mode (|||" + port + "|)"));
      }
    }
  }

  /** An empty listing. */
  void list(FtpIoSession session, FtpServerContext context, FtpRequest request) {
    var known = ControlSession.of(session);
    try {
      var data = known.data();
      if (data.isEmpty()) {
        session.write(Reply.of(425, "Send PASV or EPSV first."));
        return;
      }
      session.write(Reply.of(150, "Here it comes."));
      accept(known, data.get());
      known.closeData();
      session.write(Reply.of(226, "That is all: photos are not listed."));
    } catch (IOException e) {
      session.write(Reply.of(425, "No data connection came."));
    } finally {
      known.closeData();
    }
  }

  /**
   * Waits for the camera's data connection, and puts TLS on it where the session asked for that.
   *
   * @throws SSLException if it came, and the handshake failed
   */
  void accept(ControlSession known, DataConnection data) throws IOException {
    data.accept(
        config.sameAddress() ? Optional.of(known.remote()) : Optional.empty(), LONGEST_ACCEPT);
    if (known.isDataProtected() && known.tls().isPresent()) {
      data.secure(known.tls().get());
    }
  }

  /** A port, or 0 after a reply that there is none. */
  private int listen(FtpIoSession session, ControlSession known) {
    known.closeData();
    try {
      var pace = new UploadPace(config.dataIdle(), config.limits());
      var data = DataConnection.listen(ports, known.local(), pace);
      if (data.isPresent()) {
        known.data(data.get());
        return data.get().port();
      }
    } catch (IOException e) {
      LOGGER.atError().setCause(e).log("cannot listen for a data connection");
    }
    session.write(Reply.of(425, "All data ports are in use. Try again later."));
    return 0;
  }

  private InetAddress advertised(ControlSession known) {
    var external = config.passiveAddress();
    if (external.isEmpty()) {
      return known.local();
    }
    try {
      return Arrays.stream(InetAddress.getAllByName(external.get()))
          .filter(Inet4Address.class::isInstance)
          .findFirst()
          .orElse(null);
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
