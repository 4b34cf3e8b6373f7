package io.storelens.ingest.ftp;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;

/**
 * What cameras do with a file after they sent it: look for it ({@code SIZE}, {@code MDTM}), give it
 * its last name ({@code RNFR}, {@code RNTO}), delete the one their test button sent ({@code DELE}).
 */
final class FileCommands {
  // RFC 3659, 2.3: UTC.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);
  private static final String NONE = "No such file in this session.";

  private FileCommands() {}

  static Map<String, Command> all() {
    return Map.of(
        "SIZE", (session, context, request) -> size(session, request),
        "MDTM", (session, context, request) -> time(session, request),
        "RNFR", (session, context, request) -> renameFrom(session, request),
        "RNTO", (session, context, request) -> renameTo(session, request),
        "DELE", (session, context, request) -> delete(session, request));
  }

  private static void size(FtpIoSession session, FtpRequest request) {
    session.write(
        files(session)
            .find(file(session, request))
            .map(sent -> Reply.of(213, Long.toString(sent.bytes())))
            .orElseGet(() -> Reply.of(550, NONE)));
  }

  private static void time(FtpIoSession session, FtpRequest request) {
    session.write(
        files(session)
            .find(file(session, request))
            .map(sent -> Reply.of(213, TIME.format(sent.at())))
            .orElseGet(() -> Reply.of(550, NONE)));
  }

  private static void renameFrom(FtpIoSession session, FtpRequest request) {
    session.write(
        files(session).beginRename(file(session, request))
            ? Reply.of(350, "To which name?")
            : Reply.of(550, NONE));
  }

  /** The photo was taken under its first name, and stays: see decision 70. */
  private static void renameTo(FtpIoSession session, FtpRequest request) {
    session.write(
        files(session).endRename(file(session, request))
            ? Reply.of(250, "Renamed.")
            : Reply.of(503, "Send RNFR first."));
  }

  /** What is no photo was never kept, in whichever session it was sent. */
  private static void delete(FtpIoSession session, FtpRequest request) {
    var file = file(session, request);
    var sent = files(session).find(file);
    if (sent.map(SentFiles.Sent::isPhoto).orElseGet(() -> FileName.of(file).isPhoto())) {
      session.write(Reply.of(550, "Photos are not deleted."));
    } else {
      files(session).remove(file);
      session.write(Reply.of(250, "Deleted."));
    }
  }

  private static SentFiles files(FtpIoSession session) {
    return ControlSession.of(session).files();
  }

  private static VirtualPath file(FtpIoSession session, FtpRequest request) {
    var name = request.hasArgument() ? request.getArgument() : "";
    return ControlSession.of(session).folder().resolve(name);
  }
}
