package io.storelens.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A camera that speaks FTP byte by byte, so that it can misbehave. */
public final class RawCamera implements AutoCloseable {
  private static final Pattern EPSV = Pattern.compile("229 .*\\(\\|\\|\\|(\\d+)\\|\\).*");

  private final Socket control;
  private final BufferedReader replies;

  /** Connects and reads the greeting. */
  public RawCamera(String host, int port) throws IOException {
    this(host, "0.0.0.0", port);
  }

  /** Connects from one of this machine's addresses. */
  public RawCamera(String host, String from, int port) throws IOException {
    control = new Socket();
    control.bind(new InetSocketAddress(from, 0));
    control.connect(new InetSocketAddress(host, port), 5000);
    control.setSoTimeout(20_000);
    control.setTcpNoDelay(true);
    replies =
        new BufferedReader(new InputStreamReader(control.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Connects and logs in. */
  public static RawCamera login(String host, int port, String username) throws IOException {
    var camera = new RawCamera(host, port);
    camera.reply();
    camera.send("USER " + username);
    camera.send("PASS " + TestCameras.PASSWORD);
    return camera;
  }

  /** Sends a command, does not wait. */
  public void write(String command) throws IOException {
    write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  public void write(byte[] bytes) throws IOException {
    control.getOutputStream().write(bytes);
    control.getOutputStream().flush();
  }

  /** Sends a command and gives the last line of its reply. */
  public String send(String command) throws IOException {
    write(command);
    return reply();
  }

  /** The last line of the next reply; null when the server has hung up. */
  public String reply() throws IOException {
    String line = replies.readLine();
    while (line != null && !line.matches("\\d{3} .*")) {
      line = replies.readLine();
    }
    return line;
  }

  /** A data connection. */
  public Socket data() throws IOException {
    return new Socket(control.getInetAddress(), dataPort());
  }

  /** Connects to a data port from a local address. */
  public Socket connect(int port, String from) throws IOException {
    return new Socket(control.getInetAddress(), port, InetAddress.getByName(from), 0);
  }

  /** The port {@code EPSV} tells. */
  public int dataPort() throws IOException {
    var reply = send("EPSV");
    var match = EPSV.matcher(reply);
    if (!match.matches()) {
      throw new IOException(reply);
    }
    return Integer.parseInt(match.group(1));
  }

  /** Ends with a reset, as a camera that loses its power does not even do. */
  public static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    control.close();
  }
}
