package io.storelens.ingest.ftp;

import io.storelens.contract.config.IngestConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;

/**
 * {@code PORT} (RFC 959, 4.1.2) and {@code EPRT} (RFC 2428): the server connects to the camera. Off
 * unless set, and never to another address than that of the control connection, nor to a port of
 * the system: else the server could be made to connect to anybody (RFC 2577, 3).
 */
final class Active {
  private static final Pattern PORT =
      Pattern.compile("(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3})");
  private static final Pattern EPRT =
      Pattern.compile("(.)([12])\\1([0-9a-fA-F:.]{2,45})\\1(\\d{1,5})\\1");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
  private static final int FIRST_FREE_PORT = 1024;
  private static final int LAST_PORT = 65535;

  private final IngestConfig config;

  Active(IngestConfig config) {
    this.config = config;
  }

  void port(FtpIoSession session, FtpServerContext context, FtpRequest request) {
    take(session, fromPort(argument(request)));
  }

  void eprt(FtpIoSession session, FtpServerContext context, FtpRequest request) {
    take(session, fromEprt(argument(request)));
  }

  private void take(FtpIoSession session, Optional<InetSocketAddress> target) {
    var known = ControlSession.of(session);
    if (!config.activeMode()) {
      session.write(Reply.of(502, "Active mode is off: use PASV or EPSV."));
    } else if (target.isEmpty()) {
      session.write(Reply.of(501, "That is no address and port."));
    } else if (!target.get().getAddress().equals(known.remote())) {
      session.write(Reply.of(504, "Only to the address of this connection. Use PASV or EPSV."));
    } else if (target.get().getPort() < FIRST_FREE_PORT) {
      session.write(Reply.of(504, "Only to ports from " + FIRST_FREE_PORT + "."));
    } else {
      var pace = new UploadPace(config.dataIdle(), config.limits());
      known.data(DataConnection.to(target.get(), pace));
      session.write(Reply.of(200, "Connecting there for the next transfer."));
    }
  }

  private static Optional<InetSocketAddress> fromPort(String argument) {
    var match = PORT.matcher(argument);
    if (!match.matches()) {
      return Optional.empty();
    }
    int[] numbers = new int[6];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Integer.parseInt(match.group(i + 1));
    }
    if (Arrays.stream(numbers).anyMatch(number -> number > 255)) {
      return Optional.empty();
    }
    var address = "%d.%d.%d.%d".formatted(numbers[0], numbers[1], numbers[2], numbers[3]);
    return address(address, numbers[4] * 256 + numbers[5]);
  }

  private static Optional<InetSocketAddress> fromEprt(String argument) {
    var match = EPRT.matcher(argument);
    if (!match.matches()) {
      return Optional.empty();
    }
    var address = match.group(3);
    int port = Integer.parseInt(match.group(4));
    boolean isIpv4 = IPV4.matcher(address).matches();
    // Anything else would be looked up as a host name.
    boolean isWhatItSays = match.group(2).equals("1") ? isIpv4 : address.contains(":");
    return isWhatItSays && port <= LAST_PORT ? address(address, port) : Optional.empty();
  }

  private static Optional<InetSocketAddress> address(String literal, int port) {
    try {
      return Optional.of(new InetSocketAddress(InetAddress.getAllByName(literal)[0], port));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static String argument(FtpRequest request) {
    return request.hasArgument() ? request.getArgument().strip() : "";
  }
}
