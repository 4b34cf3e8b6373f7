package io.storelens.standalone.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;

/** Uploads as cameras do: a connection, a login and a passive data connection for each photo. */
final class CameraClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String host;
  private final int port;

  CameraClient(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /**
   * Uploads one photo.
   *
   * @throws IOException if the server did not acknowledge it; the message holds its reply
   */
  void upload(SimulatedCamera camera, String fileName, byte[] photo) throws IOException {
    var client = new FTPClient();
    client.setConnectTimeout((int) PATIENCE.toMillis());
    client.setDefaultTimeout((int) PATIENCE.toMillis());
    client.setDataTimeout(PATIENCE);
    client.setBufferSize(64 * 1024);
    try {
      client.connect(host, port);
      require(client, FTPReply.isPositiveCompletion(client.getReplyCode()), "connect");
      client.setSoTimeout((int) PATIENCE.toMillis());
      require(client, client.login(camera.username(), camera.password()), "login");
      require(client, client.setFileType(FTP.BINARY_FILE_TYPE), "TYPE I");
      client.enterLocalPassiveMode();
      enter(client, camera.directory());
      require(client, client.storeFile(fileName, new ByteArrayInputStream(photo)), "STOR");
      client.quit();
    } finally {
      client.disconnect();
    }
  }

  /** Uploads {@code photo}; why it was not acknowledged, empty if it was. */
  Optional<String> failureOf(Shot shot, byte[] photo) {
    try {
      upload(shot.camera(), shot.fileName(), photo);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
  }

  /** Cameras make each level that is missing. */
  private static void enter(FTPClient client, String directory) throws IOException {
    for (var level : directory.split("/", -1)) {
      if (!level.isEmpty() && !client.changeWorkingDirectory(level)) {
        client.makeDirectory(level);
        require(client, client.changeWorkingDirectory(level), "CWD");
      }
    }
  }

  private static void require(FTPClient client, boolean done, String step) throws IOException {
    if (!done) {
      var reply = client.getReplyString();
      throw new IOException(step + ": " + (reply == null ? "no reply" : reply.strip()));
    }
  }
}
