package io.storelens.e2e.bench.ingest;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.CaptureTime;
import io.storelens.contract.directory.DirectoryShard;
import io.storelens.contract.directory.Identification;
import io.storelens.contract.directory.PasswordHash;
import io.storelens.contract.store.OpeningHours;
import io.storelens.ingest.IngestMain;
import io.storelens.operator.directory.ShardJson;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The ingest pod, as a process of its own, with an analyzer that answers at once. */
final class StorelensServer implements FtpServer {
  private static final String HEAP = "-Xmx256m";
  // As in the image.
  private static final String COLLECTOR = "-XX:+UseSerialGC";
  private static final Duration DRAIN = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 50;

  private final int port;
  private final InstantAnalyzer analyzer;
  private final Process process;
  private final ProcessTree tree;

  /**
   * Starts it and waits until it is ready.
   *
   * @param folder for its files, on the disk that is measured
   * @param cameras how many accounts it has
   * @param certificate for TLS
   * @param options of its Java machine
   */
  StorelensServer(
      int port, Path folder, int cameras, ServerCertificate certificate, List<String> options)
      throws IOException, InterruptedException {
    this.port = port;
    int management = port + 1;
    int firstPassive = port + 3;
    analyzer = new InstantAnalyzer(port + 2);
    var shards = Files.createDirectories(folder.resolve("cameras"));
    Files.writeString(shards.resolve(DirectoryShard.fileName(0)), ShardJson.write(shard(cameras)));
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                COLLECTOR));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(IngestMain.class.getName());
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(folder.resolve("log").toFile()));
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("INGEST_FTP_HOST", HOST),
                Map.entry("INGEST_FTP_PORT", Integer.toString(port)),
                Map.entry(
                    "INGEST_PASSIVE_PORTS",
                    firstPassive + "-" + (firstPassive + ForeignServers.PASSIVE_PORTS - 1)),
                Map.entry("INGEST_CAMERAS", shards.toString()),
                Map.entry("INGEST_SPOOL", folder.resolve("spool").toString()),
                Map.entry("INGEST_ANALYZERS", analyzer.uri().toString()),
                Map.entry("INGEST_SESSIONS_PER_ADDRESS", "1000"),
                Map.entry("INGEST_TLS_CERTIFICATE", certificate.certificate().toString()),
                Map.entry("INGEST_TLS_KEY", certificate.key().toString()),
                Map.entry("MANAGEMENT_HOST", HOST),
                Map.entry("MANAGEMENT_PORT", Integer.toString(management))));
    process = builder.start();
    tree = new ProcessTree(process.toHandle());
    while (!isReady(management) || !FtpServer.answers(port)) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        analyzer.close();
        throw new IOException(
            "the ingest does not start: " + Files.readString(folder.resolve("log")));
      }
    }
  }

  private static DirectoryShard shard(int cameras) {
    var always = new OpeningHours(EnumSet.allOf(DayOfWeek.class), "00:00", "24:00");
    var hash = PasswordHash.of(PASSWORD, PasswordHash.GENERATED);
    return new DirectoryShard(
        IntStream.range(0, cameras)
            .mapToObj(
                camera ->
                    new CameraEntry(
                        account(camera),
                        "bench-001",
                        "bench",
                        ZoneOffset.UTC,
                        List.of(always),
                        Set.of(),
                        account(camera),
                        hash,
                        Optional.empty(),
                        Identification.LOGIN,
                        CaptureTime.DEFAULT,
                        false))
            .toList());
  }

  private static String account(int camera) {
    return "bench-001-checkout-%04d".formatted(camera);
  }

  private static boolean isReady(int management) throws InterruptedException {
    var uri = URI.create("http://" + HOST + ":" + management + "/health/ready");
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
  public String name() {
    return "Storelens";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String username(int camera) {
    return account(camera);
  }

  @Override
  public Cpu cpu() throws IOException {
    // The kernel keeps 15 characters of a name.
    double handingOver = tree.cpuSecondsOf("vert.x-eventloo", "storelens-hando");
    double compiling = tree.cpuSecondsOf("C1 CompilerThre", "C2 CompilerThre");
    return new Cpu(tree.cpuSeconds() - handingOver - compiling, handingOver, compiling);
  }

  /** The analyzer has all photos. */
  @Override
  public void settle(long acknowledged) throws IOException, InterruptedException {
    long end = System.nanoTime() + DRAIN.toNanos();
    while (analyzer.photos() < acknowledged) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "%d photos were acknowledged, and %d handed over"
                .formatted(acknowledged, analyzer.photos()));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
    analyzer.close();
  }
}
