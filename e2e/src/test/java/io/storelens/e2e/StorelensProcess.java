package io.storelens.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./storelens up} as a user runs it: a process of its own, on ports of its own. Started
 * again, it takes the same folders and ports.
 */
final class StorelensProcess implements AutoCloseable {
  static final String ADMIN_PASSWORD = "an-admin-of-the-tests";

  private static final Path HOME = Path.of(System.getProperty("storelens.home"));
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PASSIVE_PORTS = 32;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path config;
  private final Path data;
  private final Path output;
  private final int ftpPort = FreePorts.inARow(PASSIVE_PORTS + 3);
  private Process process;

  /** Will run on the resources in {@code config}, with its data below {@code folder}. */
  StorelensProcess(Path config, Path folder) {
    this.config = config;
    this.data = folder.resolve("data");
    this.output = folder.resolve("storelens.out");
  }

  /** The command of the checkout under test. */
  static String command() {
    return HOME.resolve("storelens").toString();
  }

  /** Starts it and waits until it is ready. */
  StorelensProcess start(String... options) {
    var all = new ArrayList<>(List.of("--no-simulator"));
    all.addAll(List.of(options));
    return startWithSampleCameras(all.toArray(String[]::new));
  }

  /** {@link #start} with cameras that upload by themselves. */
  StorelensProcess startWithSampleCameras(String... options) {
    begin(options);
    await("storelens is ready")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(200))
        .failFast(this::mustBeAlive)
        .ignoreExceptions()
        .until(() -> get(managementPort(), "/health/ready").statusCode() == 200);
    return this;
  }

  private void mustBeAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException("storelens ended:\n" + output());
    }
  }

  private void begin(String... options) {
    var command = new ArrayList<String>();
    command.addAll(List.of(command(), "up"));
    command.addAll(List.of("--config", config.toString(), "--data", data.toString()));
    command.addAll(List.of("--ftp-port", Integer.toString(ftpPort)));
    command.addAll(List.of("--http-port", Integer.toString(httpPort())));
    command.addAll(List.of("--management-port", Integer.toString(managementPort())));
    command.addAll(List.of("--passive-ports", (ftpPort + 3) + "-" + (ftpPort + 2 + PASSIVE_PORTS)));
    command.addAll(List.of(options));
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("STORELENS_ADMIN_PASSWORD", ADMIN_PASSWORD);
      process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile())).start();
    } catch (IOException e) {
      throw new IllegalStateException("storelens did not start: " + e.getMessage(), e);
    }
  }

  /** Ends it at once, as {@code kill -9} does, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    waitForEnd();
  }

  /** Ends it and its database at once, as a power cut does to processes. */
  void killWithDatabase() {
    long database =
        Long.parseLong(
            read(data.resolve("database").resolve("data").resolve("postmaster.pid"))
                .lines()
                .toList()
                .get(0));
    kill();
    ProcessHandle.of(database).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Asks it to stop, as Ctrl-C does, and gives its exit status. */
  int interrupt() {
    var kill = ChildProcess.run(List.of("kill", "-INT", Long.toString(process.pid())));
    if (kill.status() != 0) {
      throw new IllegalStateException("storelens cannot be interrupted: " + kill.output());
    }
    waitForEnd();
    return process.exitValue();
  }

  /** Asks it to stop, as Kubernetes and systemd do, and gives its exit status. */
  int stop() {
    process.destroy();
    waitForEnd();
    return process.exitValue();
  }

  private void waitForEnd() {
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("storelens did not end:\n" + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while storelens ends", e);
    }
  }

  /** All it printed so far. */
  String output() {
    return Files.exists(output) ? read(output) : "";
  }

  Path data() {
    return data;
  }

  int ftpPort() {
    return ftpPort;
  }

  int httpPort() {
    return ftpPort + 1;
  }

  int managementPort() {
    return ftpPort + 2;
  }

  /** The answer of the report API to {@code GET /api/v1/} + {@code pathAndQuery}. */
  JsonNode report(String pathAndQuery) {
    var answer = get(httpPort(), "/api/v1/" + pathAndQuery);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
    }
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException("the report is not JSON: " + answer.body(), e);
    }
  }

  /** The value of a metric without labels. */
  double metric(String name) {
    return get(managementPort(), "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no metric " + name));
  }

  private HttpResponse<String> get(int port, String pathAndQuery) {
    var basic =
        Base64.getEncoder()
            .encodeToString(("admin:" + ADMIN_PASSWORD).getBytes(StandardCharsets.UTF_8));
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Basic " + basic)
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("no answer from port " + port + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking port " + port, e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      stop();
    }
  }
}
