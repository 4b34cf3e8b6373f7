package io.storelens.operator.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Kubernetes control plane by {@code e2e/cluster}: that of {@code KUBECONFIG}, else kind, else
 * one of this checkout's own, which goes with the tests.
 */
final class ControlPlane implements AutoCloseable {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final long LONGEST_BUILD_MINUTES = 25;

  private final int port;

  private ControlPlane(int port) {
    this.port = port;
  }

  /** Brings it up, or takes the one that a run which was cut off has left. */
  static ControlPlane up() {
    var plane = new ControlPlane(freePorts());
    plane.run(List.of("up"));
    return plane;
  }

  Path kubeconfig() {
    return Path.of(run(List.of("kubeconfig")).strip());
  }

  /** Whether {@code e2e/cluster} started it, as processes of this machine. */
  boolean isOurs() {
    return System.getenv("KUBECONFIG") == null && run(List.of("provider")).strip().equals("own");
  }

  /** Kills the API server and starts it again; returns when it answers. */
  void restartApiServer() {
    run(List.of("restart-api-server"));
  }

  @Override
  public void close() {
    run(List.of("down"));
  }

  private String run(List<String> arguments) {
    var command = new ArrayList<>(List.of(ROOT.resolve("e2e/cluster").toString()));
    command.addAll(arguments);
    try {
      var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().put("STORELENS_CLUSTER_NAME", name());
      builder.environment().put("STORELENS_CLUSTER_PORT", Integer.toString(port));
      var process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(LONGEST_BUILD_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Checkouts side by side have a cluster each. */
  private static String name() {
    return "operator-" + Integer.toHexString(ROOT.toString().hashCode());
  }

  /** The first of three free ports in a row, below those that clients get. */
  private static int freePorts() {
    int first = 17_500 + 3 * Math.floorMod(ROOT.toString().hashCode(), 700);
    for (int port = first; port < 29_000; port += 3) {
      if (isFree(port) && isFree(port + 1) && isFree(port + 2)) {
        return port;
      }
    }
    throw new IllegalStateException("no three free ports in a row from " + first);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
