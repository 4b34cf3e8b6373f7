package io.storelens.e2e.bench.ingest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** An FTP server that runs for the benchmark, with accounts for its cameras. */
interface FtpServer extends AutoCloseable {
  /** The host that all listen on. */
  String HOST = "127.0.0.1";

  /** The password of every camera. */
  String PASSWORD = "a-camera-of-the-benchmark";

  /** Its name and version, for people. */
  String name();

  int port();

  /** The user name of a camera, by its number. */
  String username(int camera);

  /** CPU so far, in seconds. Of use while nothing is under way. */
  Cpu cpu() throws IOException;

  /**
   * Returns when all that it had to do is done.
   *
   * @param acknowledged photos that it has said to have, since its start
   */
  void settle(long acknowledged) throws IOException, InterruptedException;

  @Override
  void close() throws IOException;

  /** Whether a server on {@code port} greets. */
  static boolean answers(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return socket.getInputStream().read() == '2';
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * CPU seconds of a server.
   *
   * @param receiving from the camera's connect to the last reply, with all else but what follows
   * @param handingOver giving photos to analyzers, which only Storelens does
   * @param compiling making machine code of Java, which ends some time after a start
   */
  record Cpu(double receiving, double handingOver, double compiling) {
    Cpu since(Cpu before) {
      return new Cpu(
          receiving - before.receiving,
          handingOver - before.handingOver,
          compiling - before.compiling);
    }
  }
}
