package io.storelens.e2e.bench;

import io.storelens.analyzer.AnalyzerMain;
import io.storelens.contract.config.DatabaseConfig;
import io.storelens.embedded.database.EmbeddedDatabase;
import io.storelens.operator.database.SchemaMigration;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The analyzer pod as a process of its own, with the memory of its chart, and its database. */
final class AnalyzerServer implements AutoCloseable {
  /** A store of this name, with a camera of the same. */
  static final String STORE = "bench-001";

  static final String REGION = "bench";

  private static final String HOST = "127.0.0.1";
  private static final int PORT = Integer.getInteger("storelens.bench.port", 22_121);
  private static final int MANAGEMENT_PORT = PORT + 1;
  private static final int QUEUE = 64;
  private static final long POLL_MILLIS = 100;

  /** Half of the container's memory, as the image says; the other half is outside the heap. */
  private static final List<String> MEMORY = List.of("-Xmx512m", "-XX:+UseParallelGC");

  private final EmbeddedDatabase database;
  private final ProcessHandle databaseServer;
  private final Process process;

  /**
   * Starts both and waits until the analyzer is ready.
   *
   * @param turboJpeg file of the library
   */
  AnalyzerServer(Path folder, Path turboJpeg)
      throws IOException, InterruptedException, SQLException {
    var databaseFolder = folder.resolve("database");
    database = EmbeddedDatabase.start(databaseFolder, System.err::println);
    databaseServer = server(databaseFolder);
    var owner =
        new DatabaseConfig(
            database.jdbcUrl(), Optional.empty(), Optional.empty(), Optional.empty(), 4);
    new SchemaMigration(owner).run();
    addStore();
    var log = folder.resolve("analyzer.log");
    process = start(owner.as("storelens_writer", 4), turboJpeg, log);
    while (!isReady()) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        database.close();
        throw new IOException("the analyzer does not start: " + Files.readString(log));
      }
    }
  }

  private static ProcessHandle server(Path folder) throws IOException {
    var lines = Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"));
    return ProcessHandle.of(Long.parseLong(lines.get(0))).orElseThrow();
  }

  private void addStore() throws SQLException {
    try (var connection = DriverManager.getConnection(database.jdbcUrl());
        var statement = connection.createStatement()) {
      statement.execute("insert into region (name) values ('" + REGION + "')");
      statement.execute(
          "insert into store (name, region_id, country, city, display_name, time_zone) select '"
              + STORE
              + "', region_id, 'FR', 'Paris', 'Paris', 'Europe/Paris' from region");
      statement.execute(
          "insert into camera (name, store_id, position) select name, store_id, 'Checkout' from"
              + " store");
    }
  }

  private static Process start(DatabaseConfig database, Path turboJpeg, Path log)
      throws IOException {
    var command =
        Stream.of(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                MEMORY,
                List.of("-cp", System.getProperty("java.class.path")),
                List.of(AnalyzerMain.class.getName()))
            .flatMap(List::stream)
            .toList();
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()));
    builder.environment().putAll(database.toEnv());
    builder
        .environment()
        .putAll(
            Map.of(
                "ANALYZER_HTTP_HOST", HOST,
                "ANALYZER_HTTP_PORT", Integer.toString(PORT),
                "ANALYZER_REGIONS", REGION + "=200:100:mood",
                "ANALYZER_TURBOJPEG", turboJpeg.toString(),
                "ANALYZER_QUEUE", Integer.toString(QUEUE),
                "MANAGEMENT_HOST", HOST,
                "MANAGEMENT_PORT", Integer.toString(MANAGEMENT_PORT)));
    return builder.start();
  }

  /** Where photos go. */
  URI photos(String path) {
    return URI.create("http://" + HOST + ":" + PORT + path);
  }

  /** CPU seconds of the analyzer so far. */
  double cpuSeconds() {
    return seconds(process.toHandle());
  }

  /** CPU seconds of the database's processes so far. */
  double databaseCpuSeconds() {
    return Stream.concat(Stream.of(databaseServer), databaseServer.descendants())
        .mapToDouble(AnalyzerServer::seconds)
        .sum();
  }

  private static double seconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
  }

  /** The most memory that the analyzer ever had resident, in bytes. */
  long mostMemory() throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElseThrow();
    }
  }

  private static boolean isReady() throws InterruptedException {
    var uri = URI.create("http://" + HOST + ":" + MANAGEMENT_PORT + "/health/ready");
    try {
      return HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
    database.close();
  }
}
