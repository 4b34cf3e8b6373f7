package io.storelens.report;

import io.storelens.embedded.debian.HostTool;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real OpenID Connect provider in a process of its own (Node.js, oidc-provider). */
final class OidcProvider implements AutoCloseable {
  static final String CLIENT = "storelens";
  static final String SECRET = "a-secret-of-the-tests";

  private static final Path SOURCES = Path.of("src/test/oidc");
  private static final Path INSTALLED = Path.of("target/oidc");

  private final int port;
  private final Process process;

  private OidcProvider(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  /** Starts it for a client that is sent back to {@code redirect}; installs it the first time. */
  static OidcProvider start(String redirect) throws IOException, InterruptedException {
    install();
    int port = freePort();
    var process =
        new ProcessBuilder(
                HostTool.NODE.path().toString(), "provider.mjs", Integer.toString(port), redirect)
            .directory(INSTALLED.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    awaitReady(process.inputReader());
    return new OidcProvider(port, process);
  }

  String issuer() {
    return "http://127.0.0.1:" + port;
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitReady(BufferedReader output) throws IOException {
    String line;
    while ((line = output.readLine()) != null) {
      if (line.equals("ready")) {
        return;
      }
    }
    throw new IOException("the provider ended before it was ready: is Node.js 18 or newer there?");
  }

  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(INSTALLED);
    for (String file : List.of("package.json", "package-lock.json", "provider.mjs")) {
      Files.write(INSTALLED.resolve(file), Files.readAllBytes(SOURCES.resolve(file)));
    }
    if (Files.exists(INSTALLED.resolve("node_modules/oidc-provider/package.json"))) {
      return;
    }
    var npm =
        new ProcessBuilder(
                HostTool.NPM.path().toString(), "ci", "--no-audit", "--no-fund", "--ignore-scripts")
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(INSTALLED.resolve("npm.log").toFile())
            .start();
    if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
      npm.destroy();
      throw new IOException(
          "npm could not install the provider; see report-pod/target/oidc/npm.log");
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
