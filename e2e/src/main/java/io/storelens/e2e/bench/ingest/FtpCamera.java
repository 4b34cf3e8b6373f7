package io.storelens.e2e.bench.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A camera's FTP client: one session. As cheap as it can be, since it shares the cores with the
 * servers, and the same for all of them.
 */
public final class FtpCamera implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 15_000;
  private static final Pattern ADDRESS =
      Pattern.compile("\\((\\d+),(\\d+),(\\d+),(\\d+),(\\d+),(\\d+)\\)");

  private final Optional<SSLContext> tls;
  private final SocketChannel channel;
  private final byte[] line = new byte[4096];
  private Socket control;
  private InputStream replies;
  private OutputStream commands;
  private int begin;
  private int end;

  /**
   * Connects to {@code port} of this machine and logs in; over TLS if there is a context for it.
   */
  public FtpCamera(int port, String username, String password, Optional<SSLContext> tls)
      throws IOException {
    this.tls = tls;
    channel = SocketChannel.open();
    try {
      control = channel.socket();
      control.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      control.setSoTimeout(PATIENCE_MILLIS);
      control.setTcpNoDelay(true);
      talk();
      expect(220);
      if (tls.isPresent()) {
        protect(tls.get());
      }
      say("USER " + username, 331);
      say("PASS " + password, 230);
      say("TYPE I", 200);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void talk() throws IOException {
    replies = control.getInputStream();
    commands = control.getOutputStream();
  }

  private void protect(SSLContext context) throws IOException {
    say("AUTH TLS", 234);
    control = client(context, control);
    talk();
    say("PBSZ 0", 200);
    say("PROT P", 200);
  }

  private static SSLSocket client(SSLContext context, Socket socket) throws IOException {
    var secured =
        (SSLSocket)
            context.getSocketFactory().createSocket(socket, FtpServer.HOST, socket.getPort(), true);
    secured.startHandshake();
    return secured;
  }

  /**
   * Uploads a photo, all of it.
   *
   * @param photo its parts, in order
   * @throws IOException if the server does not take it
   */
  public void upload(String name, ByteBuffer... photo) throws IOException {
    var place = ADDRESS.matcher(say("PASV", 227));
    if (!place.find()) {
      throw new ProtocolException("no address in the reply to PASV");
    }
    int port = Integer.parseInt(place.group(5)) * 256 + Integer.parseInt(place.group(6));
    try (var data = SocketChannel.open()) {
      data.socket()
          .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      say("STOR " + name, 150);
      send(data, photo);
    }
    expect(226);
  }

  private void send(SocketChannel data, ByteBuffer... photo) throws IOException {
    if (tls.isEmpty()) {
      while (photo[photo.length - 1].hasRemaining()) {
        data.write(photo);
      }
      return;
    }
    data.socket().setSoTimeout(PATIENCE_MILLIS);
    try (var secured = client(tls.get(), data.socket())) {
      for (var part : photo) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        secured.getOutputStream().write(bytes);
      }
      // Hear the server out, or its last words come back as a reset and take the photo with them.
      secured.shutdownOutput();
      if (secured.getInputStream().read() >= 0) {
        throw new ProtocolException("the server sent data");
      }
    }
  }

  /** Says good-bye and hears it. */
  public void quit() throws IOException {
    say("QUIT", 221);
  }

  private String say(String command, int reply) throws IOException {
    commands.write((command + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    return expect(reply);
  }

  private String expect(int code) throws IOException {
    var reply = readLine();
    while (reply.length() < 4 || reply.charAt(3) != ' ') {
      reply = readLine();
    }
    if (!reply.startsWith(Integer.toString(code))) {
      throw new ProtocolException("not " + code + " but " + reply);
    }
    return reply;
  }

  private String readLine() throws IOException {
    while (true) {
      for (int at = begin; at < end; at++) {
        if (line[at] == '\n') {
          var text = new String(line, begin, at - begin, StandardCharsets.ISO_8859_1).strip();
          begin = at + 1;
          return text;
        }
      }
      System.arraycopy(line, begin, line, 0, end - begin);
      end -= begin;
      begin = 0;
      int more = replies.read(line, end, line.length - end);
      if (more <= 0) {
        throw new ProtocolException("the server hung up");
      }
      end += more;
    }
  }

  @Override
  public void close() throws IOException {
    control.close();
    channel.close();
  }
}
