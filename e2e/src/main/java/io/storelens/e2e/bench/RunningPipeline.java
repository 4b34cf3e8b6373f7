package io.storelens.e2e.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code ./storelens up} in a process of its own, with everything a user gets, but no sample
 * cameras.
 */
final class RunningPipeline implements AutoCloseable {
  private static final int FTP_PORT = Integer.getInteger("storelens.bench.port", 22_121);
  private static final int HTTP_PORT = FTP_PORT + 1;
  private static final int MANAGEMENT_PORT = FTP_PORT + 2;
  private static final int PASSIVE_PORT = FTP_PORT + 3;
  private static final int PASSIVE_PORTS = 64;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;

  RunningPipeline(Path home, Path config, Path data) throws IOException, InterruptedException {
    var command =
        List.of(
            home.resolve("storelens").toString(),
            "up",
            "--no-simulator",
            "--config",
            config.toString(),
            "--data",
            data.toString(),
            "--ftp-port",
            Integer.toString(FTP_PORT),
            "--http-port",
            Integer.toString(HTTP_PORT),
            "--management-port",
            Integer.toString(MANAGEMENT_PORT),
            "--passive-ports",
            PASSIVE_PORT + "-" + (PASSIVE_PORT + PASSIVE_PORTS - 1));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (!isReady()) {
      if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
        throw new IOException("storelens up ended with status " + process.exitValue());
      }
    }
  }

  int ftpPort() {
    return FTP_PORT;
  }

  /** The id of the process. */
  long process() {
    return process.pid();
  }

  /** Photos whose rows are committed, since the start. */
  double committed() throws IOException, InterruptedException {
    return metric("storelens_analyzer_photos_total{outcome=\"counted\",");
  }

  /** Photos that are safe in the spool, and not analysed yet. */
  double spooled() throws IOException, InterruptedException {
    return metric("storelens_ingest_spool_depth");
  }

  /** CPU seconds that the process and its database have used. */
  double cpuSeconds() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
            .flatMap(handle -> handle.info().totalCpuDuration().stream())
            .mapToLong(Duration::toMillis)
            .sum()
        / 1000.0;
  }

  private double metric(String series) throws IOException, InterruptedException {
    return get("/metrics")
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(0);
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get("/health/ready").startsWith("{\"status\":\"UP\"");
    } catch (IOException notYet) {
      return false;
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + MANAGEMENT_PORT + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
