package io.storelens.ingest.ftp;

import io.storelens.contract.config.TlsConfig;
import io.storelens.ingest.camera.Account;
import io.storelens.ingest.camera.CameraDirectory;
import io.storelens.ingest.tls.Certificates;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.mina.core.session.IoSession;

/** {@code AUTH}, {@code PBSZ} and {@code PROT} (RFC 4217), and who may do without. */
final class Tls {
  private final TlsConfig config;
  private final Certificates certificates;
  private final CameraDirectory directory;
  private final TlsMeters meters;

  Tls(TlsConfig config, Certificates certificates, CameraDirectory directory, TlsMeters meters) {
    this.config = config;
    this.certificates = certificates;
    this.directory = directory;
    this.meters = meters;
  }

  /** Its commands by name. */
  Map<String, Command> commands() {
    return Map.of("AUTH", this::auth, "PBSZ", this::pbsz, "PROT", this::prot);
  }

  private void auth(FtpIoSession session, FtpServerContext context, FtpRequest request) {
    var known = ControlSession.of(session);
    var mechanism = argument(request);
    if (known.tls().isPresent()) {
      known.clearTextMayFollow();
      session.write(Reply.of(503, "TLS is on already."));
    } else {
      switch (mechanism) {
        case "TLS", "TLS-C" -> begin(session, known, false);
        // As in drafts before RFC 4217: data is protected without PROT.
        case "SSL", "TLS-P" -> begin(session, known, true);
        default -> {
          known.clearTextMayFollow();
          session.write(Reply.of(504, "Only TLS is known."));
        }
      }
    }
  }

  private void begin(FtpIoSession session, ControlSession known, boolean protectData) {
    var tls = new SessionTls(certificates.current(), meters);
    known.secured(tls, protectData);
    known.clearTextEnds();
    filter(session, known, tls).beginAfterReplyIn(session.getFilterChain());
    session.write(Reply.of(234, "TLS begins."));
  }

  /** Begins TLS with the first byte of {@code session}; data is protected too. */
  void beginAtOnce(IoSession session) {
    var tls = new SessionTls(certificates.current(), meters);
    var known = ControlSession.of(session);
    known.secured(tls, true);
    filter(session, known, tls).beginIn(session.getFilterChain());
  }

  private TlsFilter filter(IoSession session, ControlSession known, SessionTls tls) {
    return new TlsFilter(
        tls.certificate(),
        meters.control(),
        () -> {
          ControlListener.forgetHalfALine(session);
          known.clearTextMayFollow();
        });
  }

  private void pbsz(FtpIoSession session, FtpServerContext context, FtpRequest request) {
    session.write(
        ControlSession.of(session).tls().isPresent()
            ? Reply.of(200, "PBSZ=0")
            : Reply.of(503, "Send AUTH first."));
  }

  private void prot(FtpIoSession session, FtpServerContext context, FtpRequest request) {
    session.write(protection(ControlSession.of(session), argument(request)));
  }

  private FtpReply protection(ControlSession known, String level) {
    if (known.tls().isEmpty()) {
      return Reply.of(503, "Send AUTH first.");
    }
    return switch (level) {
      case "P" -> {
        known.protectData(true);
        yield Reply.of(200, "Photos come over TLS.");
      }
      case "C" -> {
        if (known.account().filter(this::isRequiredOf).isPresent()) {
          yield Reply.of(534, "This camera's photos must come over TLS: send PROT P.");
        }
        known.protectData(false);
        yield Reply.of(200, "Photos come in clear.");
      }
      case "S", "E" -> Reply.of(536, "Only C and P are known.");
      default -> Reply.of(504, "Only C and P are known.");
    };
  }

  private static String argument(FtpRequest request) {
    return request.hasArgument() ? request.getArgument().strip().toUpperCase(Locale.ROOT) : "";
  }

  /**
   * Why {@code username} may not log in as things are: asked before the password is. Names that are
   * not known are refused wherever any camera might be, so that this tells least of who there is.
   */
  Optional<FtpReply> refuses(ControlSession known, String username) {
    if (known.tls().isPresent()) {
      return Optional.empty();
    }
    boolean required =
        directory.find(username).map(this::isRequiredOf).orElse(!config.requiredIn().isEmpty());
    return required
        ? Optional.of(
            Reply.of(530, "TLS is required: set the camera to FTPS (explicit), or send AUTH TLS."))
        : Optional.empty();
  }

  /** The strictest of its cameras' regions counts: which camera it is, only the photo may tell. */
  private boolean isRequiredOf(Account account) {
    return account.cameras().stream().anyMatch(camera -> config.isRequiredIn(camera.region()));
  }

  /** Why a photo of {@code account} may not come as things are. */
  Optional<FtpReply> refusesData(ControlSession known, Account account) {
    return isRequiredOf(account) && !known.isDataProtected()
        ? Optional.of(Reply.of(521, "Photos must come over TLS: send PBSZ 0 and PROT P."))
        : Optional.empty();
  }
}
