package io.storelens.ingest.ftp;

import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpReply;

/** Replies to FTP commands (RFC 959, 4.2): plain words that tell a technician what to do. */
final class Reply {
  private Reply() {}

  static FtpReply of(int code, String text) {
    return new DefaultFtpReply(code, text);
  }

  /** The server is about to close the control connection. */
  static FtpReply closing(String reason) {
    return of(421, reason + ". Try again later.");
  }
}
