package io.storelens.operator.cluster;

import io.fabric8.kubernetes.client.Config;
import io.storelens.operator.OperatorMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The operator as its pod runs it: a process of its own, which can be killed. */
final class OperatorPod implements AutoCloseable {
  private final Process process;
  private final Path folder;

  private OperatorPod(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /**
   * Starts one.
   *
   * @param access how it reaches the API server
   * @param environment its settings
   */
  static OperatorPod start(Config access, Map<String, String> environment) {
    try {
      var folder = Files.createTempDirectory(Path.of("target"), "operator").toAbsolutePath();
      var kubeconfig = Files.writeString(folder.resolve("kubeconfig"), kubeconfig(access));
      var builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  OperatorMain.class.getName())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile());
      builder.environment().put("KUBECONFIG", kubeconfig.toString());
      builder.environment().put("MANAGEMENT_HOST", "127.0.0.1");
      builder.environment().put("MANAGEMENT_PORT", "0");
      builder.environment().putAll(environment);
      return new OperatorPod(builder.start(), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String kubeconfig(Config access) throws IOException {
    String authority =
        access.getCaCertData() != null
            ? access.getCaCertData()
            : Base64.getEncoder()
                .encodeToString(Files.readAllBytes(Path.of(access.getCaCertFile())));
    return """
        apiVersion: v1
        kind: Config
        current-context: test
        clusters: [{name: test, cluster: {server: "%s", certificate-authority-data: "%s"}}]
        users: [{name: test, user: {token: "%s"}}]
        contexts: [{name: test, context: {cluster: test, user: test, namespace: "%s"}}]
        """
        .formatted(access.getMasterUrl(), authority, access.getOauthToken(), access.getNamespace());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it logged so far. */
  String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it at once, as a node that fails does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    stop();
  }

  /** Ends it as the kubelet does. */
  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        kill();
      }
      Files.deleteIfExists(folder.resolve("kubeconfig")); // it holds a token
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
