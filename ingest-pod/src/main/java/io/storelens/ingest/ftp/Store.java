package io.storelens.ingest.ftp;

import io.micrometer.core.instrument.MeterRegistry;
import io.storelens.contract.directory.CameraEntry;
import io.storelens.ingest.camera.Account;
import io.storelens.ingest.camera.CameraDirectory;
import io.storelens.ingest.refusal.Refusals;
import java.time.Clock;
import java.util.Optional;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;

/**
 * {@code STOR}: takes one photo. {@code 226} means that the photo is durable; every other reply,
 * that nothing of it is left.
 */
final class Store implements Command {
  private final CameraDirectory directory;
  private final Optional<Tls> tls;
  private final Uploads uploads;
  private final Transfers transfers;
  private final Refusals refusals;
  private final UploadMeters meters;
  private final Clock clock;

  Store(
      CameraDirectory directory,
      Optional<Tls> tls,
      Uploads uploads,
      Transfers transfers,
      Refusals refusals,
      MeterRegistry meters,
      Clock clock) {
    this.directory = directory;
    this.tls = tls;
    this.uploads = uploads;
    this.transfers = transfers;
    this.refusals = refusals;
    this.clock = clock;
    this.meters = new UploadMeters(meters);
  }

  @Override
  public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request) {
    var known = ControlSession.of(session);
    var data = known.data();
    data.ifPresent(transfers::begin);
    try {
      answer(session, known, request);
    } finally {
      known.closeData();
      data.ifPresent(transfers::end); // after the reply: a stop waits for this
    }
  }

  private void answer(FtpIoSession session, ControlSession known, FtpRequest request) {
    var account = current(known.account().orElseThrow());
    if (account.isPresent()) {
      session.write(reply(session, known, account.get(), request));
    } else {
      session.write(Reply.of(530, "This camera's account has changed. Log in again."));
      session.closeOnFlush();
    }
  }

  /** The directory may have changed since the login. */
  private Optional<Account> current(Account login) {
    return directory
        .find(login.username())
        .filter(account -> account.admits(login, clock.instant()));
  }

  private FtpReply reply(
      FtpIoSession session, ControlSession known, Account account, FtpRequest request) {
    if (!request.hasArgument()) {
      return Reply.of(501, "STOR needs a name.");
    }
    var refused = tls.flatMap(rules -> rules.refusesData(known, account));
    if (refused.isPresent()) {
      return refused.get();
    }
    if (known.data().isEmpty()) {
      return Reply.of(425, "Send PASV or EPSV first.");
    }
    var file = known.folder().resolve(request.getArgument());
    return receive(session, known, new Upload(account, file, clock.instant()));
  }

  private FtpReply receive(FtpIoSession session, ControlSession known, Upload upload) {
    var data = known.data().orElseThrow();
    try {
      var outcome = uploads.receive(session, upload, data);
      meters.ended(outcome, upload.bytes());
      boolean isPhoto = outcome != UploadOutcome.IGNORED;
      known
          .files()
          .add(upload.file(), new SentFiles.Sent(upload.bytes(), upload.arrival(), isPhoto));
      return Reply.of(226, isPhoto ? "Photo stored." : "Not needed.");
    } catch (UploadRejected e) {
      meters.ended(e.outcome(), upload.bytes());
      e.reason()
          .ifPresent(
              reason ->
                  refusals.count(
                      upload.camera().map(CameraEntry::camera), reason, upload.arrival()));
      return Reply.of(e.code(), e.getMessage());
    } finally {
      known.closeData();
    }
  }
}
