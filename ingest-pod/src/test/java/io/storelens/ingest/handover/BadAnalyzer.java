package io.storelens.ingest.handover;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Something that takes requests and gives no usable answer, or none. */
final class BadAnalyzer implements AutoCloseable {
  /** What it does with a request. */
  enum Habit {
    /** No HTTP at all. */
    GARBAGE,
    /** Says 200 and ends before the end of the answer. */
    HALF_AN_ANSWER,
    /** Half of a status line. */
    HALF_A_LINE,
    /** Closes before it has read the photo. */
    CLOSE,
    /** Resets the connection. */
    RESET,
    /** Never answers. */
    SILENCE,
    /** An answer that never ends. */
    ENDLESS,
    /** A redirect. */
    REDIRECT
  }

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private final Habit habit;

  BadAnalyzer(Habit habit) throws IOException {
    this.habit = habit;
    threads.execute(this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  int requests() {
    return requests.get();
  }

  private void accept() {
    try {
      while (true) {
        var caller = server.accept();
        threads.execute(() -> serve(caller));
      }
    } catch (IOException closed) {
      threads.shutdownNow();
    }
  }

  private void serve(Socket caller) {
    try (caller) {
      requests.incrementAndGet();
      misbehave(caller);
    } catch (IOException hungUp) {
      return; // the ingest did so first, as it may
    }
  }

  private void misbehave(Socket caller) throws IOException {
    if (caller.getInputStream().read() < 0) {
      return;
    }
    switch (habit) {
      case GARBAGE -> say(caller, "\u0000\u00ff\u0001 this is not HTTP\n\n\n");
      case HALF_AN_ANSWER -> say(caller, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
      case HALF_A_LINE -> say(caller, "HTTP/1.");
      case CLOSE -> caller.getOutputStream().flush();
      case RESET -> caller.setSoLinger(true, 0);
      case SILENCE -> readAll(caller.getInputStream());
      case ENDLESS -> endless(caller);
      case REDIRECT ->
          say(caller, "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
    }
  }

  private static void endless(Socket caller) throws IOException {
    say(caller, "HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n");
    while (!caller.isClosed()) {
      say(caller, "1000\r\n" + "x".repeat(4096) + "\r\n");
    }
  }

  private static void say(Socket caller, String text) throws IOException {
    caller.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    caller.getOutputStream().flush();
  }

  private static void readAll(InputStream in) throws IOException {
    byte[] buffer = new byte[8192];
    int bytes = 0;
    while (bytes >= 0) {
      bytes = in.read(buffer);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
