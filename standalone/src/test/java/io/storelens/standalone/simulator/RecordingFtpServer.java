package io.storelens.standalone.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** As much of an FTP server as cameras use. Keeps what it is told; its reply to STOR can be set. */
final class RecordingFtpServer implements AutoCloseable {
  final List<String> commands = new CopyOnWriteArrayList<>();
  final Map<String, byte[]> photos = new ConcurrentHashMap<>();
  volatile String storeReply = "226 stored";

  private final ServerSocket control;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  RecordingFtpServer() throws IOException {
    control = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  String host() {
    return "127.0.0.1";
  }

  int port() {
    return control.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    control.close();
    threads.shutdownNow();
  }

  private void accept() {
    try {
      while (!control.isClosed()) {
        var client = control.accept();
        threads.execute(() -> serve(client));
      }
    } catch (SocketException e) {
      if (!control.isClosed()) {
        throw new UncheckedIOException(e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket client) {
    try (client;
        var data = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII))) {
      reply(client, "220 ready");
      String line;
      while ((line = lines.readLine()) != null) {
        commands.add(line);
        var words = line.split(" ", 2);
        switch (words[0].toUpperCase(Locale.ROOT)) {
          case "USER" -> reply(client, "331 password");
          case "PASS" -> reply(client, words[1].equals("right") ? "230 in" : "530 not in");
          case "PASV" -> {
            int port = data.getLocalPort();
            reply(client, "227 (127,0,0,1,%d,%d)".formatted(port / 256, port % 256));
          }
          case "STOR" -> store(client, data, words[1]);
          case "QUIT" -> reply(client, "221 bye");
          case "CWD" -> reply(client, "550 missing");
          default -> reply(client, "200 good");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void store(Socket client, ServerSocket data, String name) throws IOException {
    reply(client, "150 go");
    try (var connection = data.accept()) {
      photos.put(name, connection.getInputStream().readAllBytes());
    }
    reply(client, storeReply);
  }

  private static void reply(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
  }
}
