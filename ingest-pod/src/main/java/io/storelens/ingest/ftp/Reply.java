package io.storelens.ingest.ftp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpReply;

/** Replies to FTP commands (RFC 959, 4.2): plain words that tell a technician what to do. */
final class Reply {
  private Reply() {}

  static FtpReply of(int code, String text) {
    return new DefaultFtpReply(code, text);
  }

  /** Whether the control connection ends with this reply, which begins with its code. */
  static boolean isLast(ByteBuffer reply) {
    var code = new byte[Math.min(3, reply.remaining())];
    reply.get(reply.position(), code);
    var text = new String(code, StandardCharsets.US_ASCII);
    return text.equals("221") || text.equals("421");
  }

  /** The server is about to close the control connection. */
  static FtpReply closing(String reason) {
    return of(421, reason + ". Try again later.");
  }
}
