package io.storelens.analyzer.archive;

import static org.awaitility.Awaitility.await;

import io.storelens.embedded.debian.HostTool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Azure Blob on this machine: Microsoft's Azurite, installed by npm into the user's cache. */
final class Azurite implements AutoCloseable {
  private static final String VERSION = "3.35.0";
  private static final Path CACHE =
      Path.of(System.getProperty("user.home"), ".cache", "storelens", "azurite-" + VERSION);

  /** The well-known key of the emulator, the same everywhere. */
  private static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private final int port;
  private final Process process;

  private Azurite(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  static Azurite start(Path folder) throws IOException, InterruptedException {
    var program = CACHE.resolve("node_modules/.bin/azurite-blob");
    if (!Files.exists(program)) {
      install();
    }
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var process =
        new ProcessBuilder(
                program.toString(),
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                Integer.toString(port),
                "--location",
                folder.toString(),
                "--silent",
                "--disableTelemetry",
                "--skipApiVersionCheck")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    await().atMost(Duration.ofSeconds(60)).until(() -> answers(port));
    return new Azurite(port, process);
  }

  String connection() {
    return "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey="
        + KEY
        + ";BlobEndpoint=http://127.0.0.1:"
        + port
        + "/devstoreaccount1;";
  }

  /** Returns when it has ended: until then it writes into its folder. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().onExit().join();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(CACHE);
    var npm =
        new ProcessBuilder(
                HostTool.NPM.path().toString(),
                "install",
                "--no-audit",
                "--no-fund",
                "--prefix",
                CACHE.toString(),
                "azurite@" + VERSION)
            .redirectErrorStream(true)
            .redirectOutput(CACHE.resolve("npm.log").toFile())
            .start();
    if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
      throw new IllegalStateException(
          "npm can't install azurite, see "
              + CACHE.resolve("npm.log")
              + ". On Debian 12: apt-get install nodejs npm");
    }
  }

  private static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
