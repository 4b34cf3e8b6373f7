package io.storelens.e2e.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Strangers and broken cameras beside the good ones: wrong passwords, noise, endless lines, half
 * uploads by close and by reset, no data at all, sessions left behind.
 */
final class Troublemakers implements AutoCloseable {
  private static final long PAUSE_MILLIS = 200;
  private static final byte[] HALF = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16};

  private final int port;
  private final String camera;
  private final String password;
  private final Random random = new Random(7);
  private final AtomicLong troubles = new AtomicLong();
  private final Thread thread = new Thread(this::run, "troublemakers");
  private Socket left = new Socket();
  private volatile boolean stopped;

  /** They know the account of {@code camera}. */
  Troublemakers(int port, String camera, String password) {
    this.port = port;
    this.camera = camera;
    this.password = password;
    thread.start();
  }

  /** How often they came. */
  long troubles() {
    return troubles.get();
  }

  private void run() {
    while (!stopped) {
      try {
        make(random.nextInt(8));
        troubles.incrementAndGet();
        Thread.sleep(PAUSE_MILLIS);
      } catch (IOException hungUp) {
        troubles.incrementAndGet(); // as it should
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void make(int kind) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      var replies =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      replies.readLine();
      switch (kind) {
        case 0 -> say(socket, "USER nobody-" + random.nextInt() + "\r\nPASS wrong\r\n");
        case 1 -> noise(socket);
        case 2 -> say(socket, "STOR ".repeat(2000));
        case 3 -> socket.setSoLinger(true, 0);
        case 4 -> leave();
        default -> halfUpload(socket, replies, kind);
      }
    }
  }

  private void noise(Socket socket) throws IOException {
    byte[] bytes = new byte[3000];
    random.nextBytes(bytes);
    socket.getOutputStream().write(bytes);
  }

  /** A session nobody says good-bye to, until the next one. */
  private void leave() throws IOException {
    left.close();
    left = new Socket(InetAddress.getLoopbackAddress(), port);
    say(left, "USER " + camera + "\r\nPASS " + password + "\r\n");
  }

  private void halfUpload(Socket socket, BufferedReader replies, int kind) throws IOException {
    say(socket, "USER " + camera + "\r\n");
    replies.readLine();
    say(socket, "PASS " + password + "\r\n");
    replies.readLine();
    say(socket, "EPSV\r\n");
    var reply = replies.readLine();
    if (reply == null || !reply.startsWith("229")) {
      return;
    }
    int data = Integer.parseInt(reply.replaceAll(".*\\|\\|\\|(\\d+)\\|.*", "$1"));
    say(socket, "STOR half.jpg\r\n");
    if (kind == 5) {
      return; // and never connects
    }
    try (var photo = new Socket(InetAddress.getLoopbackAddress(), data)) {
      replies.readLine();
      photo.getOutputStream().write(HALF);
      if (kind == 6) {
        photo.setSoLinger(true, 0);
      }
    }
    replies.readLine();
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    stopped = true;
    thread.interrupt();
    left.close();
  }
}
