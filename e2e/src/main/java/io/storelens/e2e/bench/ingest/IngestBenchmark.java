package io.storelens.e2e.bench.ingest;

import io.storelens.standalone.simulator.ExifSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The ingest pod beside the FTP servers in C that are mostly used, under the same load in turn.
 * Load generator and server share the cores. Needs root: vsftpd changes its user.
 */
public final class IngestBenchmark {
  private static final int FIRST_PORT = Integer.getInteger("storelens.bench.port", 22_121);
  private static final int PORTS_A_SERVER = 450;
  private static final int OTHERS = 3;
  private static final int CAMERAS = 200;
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final int MOST_WARM_UPS = 30;
  private static final double LITTLE_COMPILING = 0.05;
  private static final Duration LEAD = Duration.ofMillis(500);
  // Start and end of a JPEG's image data; what is between them need not make sense.
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xDA, 0, 2};

  private final StorelensServer storelens;
  private final List<FtpServer> plain;
  private final List<FtpServer> tls;
  private final CameraLoad cameras;
  private final Map<FtpServer, Long> acknowledged = new HashMap<>();

  private IngestBenchmark(
      StorelensServer storelens, List<FtpServer> plain, List<FtpServer> tls, CameraLoad cameras) {
    this.storelens = storelens;
    this.plain = plain;
    this.tls = tls;
    this.cameras = cameras;
  }

  /**
   * Prints tables in Markdown.
   *
   * @param arguments {@code short} (the default), {@code full} or {@code own} (only Storelens, the
   *     short loads), then seconds a measurement (default 3), then options of the ingest's Java
   *     machine
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, GeneralSecurityException {
    var mode = arguments.length > 0 ? arguments[0] : "short";
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    var options = Arrays.asList(arguments).subList(Math.min(2, arguments.length), arguments.length);
    var folder = Files.createTempDirectory("storelens-bench-ingest");
    // The servers work as other users.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    var certificate = ServerCertificate.in(folder);
    var plain = new ArrayList<FtpServer>();
    var tls = new ArrayList<FtpServer>();
    try {
      var storelens =
          new StorelensServer(
              FIRST_PORT,
              Files.createDirectory(folder.resolve("storelens")),
              CAMERAS,
              certificate,
              options);
      plain.add(storelens);
      tls.add(storelens);
      if (!mode.equals("own")) {
        var programs = ServerPrograms.unpacked();
        int port = FIRST_PORT + PORTS_A_SERVER;
        addOthers(
            plain, new ForeignServers(programs, folder.resolve("plain"), Optional.empty()), port);
        addOthers(
            tls,
            new ForeignServers(programs, folder.resolve("tls"), Optional.of(certificate)),
            port + OTHERS * PORTS_A_SERVER);
      }
      var benchmark =
          new IngestBenchmark(
              storelens, plain, tls, new CameraLoad(beginning(), certificate.trusting()));
      benchmark.run(
          mode.equals("full") ? Matrix.full() : Matrix.brief(), Duration.ofSeconds(seconds));
    } finally {
      for (var server : plain) {
        server.close();
      }
      for (var server : tls) {
        server.close();
      }
      delete(folder);
    }
  }

  private static void addOthers(List<FtpServer> servers, ForeignServers others, int port)
      throws IOException, InterruptedException {
    servers.add(others.vsftpd(port));
    servers.add(others.pureFtpd(port + PORTS_A_SERVER));
    servers.add(others.proftpd(port + 2 * PORTS_A_SERVER));
  }

  /** The headers of a photo: the time is looked for in each. */
  private static byte[] beginning() {
    return ExifSegment.insert(
        JPEG, ZonedDateTime.now(ZoneOffset.UTC), Optional.of("bench"), "0".repeat(32));
  }

  private void run(List<Load> loads, Duration time) throws IOException, InterruptedException {
    warmUp();
    var table = new IngestTable(plain.stream().map(FtpServer::name).toList());
    for (var load : loads) {
      var row = new LinkedHashMap<String, Measurement>();
      for (var server : load.tls() ? tls : plain) {
        var measured = measure(server, load, time);
        row.put(server.name(), measured);
        System.err.printf(
            Locale.ROOT,
            "%-42s %-10s %7.1f/s %6.2f + %.2f (+ %.2f) ms CPU, p50 %.1f, p99 %.1f ms, %d lost %s%n",
            load.text(),
            server.name(),
            measured.tally().rate(),
            measured.receiving(),
            measured.handingOver(),
            measured.compiling(),
            measured.tally().median().toNanos() / 1e6,
            measured.tally().worst().toNanos() / 1e6,
            measured.tally().lost(),
            measured.tally().failure());
      }
      table.add(load, row);
    }
    System.out.print(table.text());
  }

  /**
   * A program that is compiled as it runs has to run until that is done, by and large. And each
   * account logs in once: from then on its password is known.
   */
  private void warmUp() throws IOException, InterruptedException {
    double share = 1;
    for (int pass = 1; pass <= MOST_WARM_UPS && share > LITTLE_COMPILING; pass++) {
      var before = storelens.cpu();
      for (boolean tls : new boolean[] {false, true}) {
        for (boolean persistent : new boolean[] {false, true}) {
          upload(storelens, Load.closed(persistent, Matrix.SMALL, CAMERAS, tls), WARM_UP);
        }
      }
      var cpu = storelens.cpu().since(before);
      share = cpu.compiling() / (cpu.receiving() + cpu.handingOver() + cpu.compiling());
      System.err.printf(
          Locale.ROOT, "warming up: %.0f%% of the CPU go into compiling%n", share * 100);
    }
  }

  private Measurement measure(FtpServer server, Load load, Duration time)
      throws IOException, InterruptedException {
    writeOut();
    upload(server, load, LEAD);
    var before = server.cpu();
    var tally = upload(server, load, time);
    return new Measurement(tally, server.cpu().since(before));
  }

  /** What the last server left for the kernel to write must not be in the way of the next one. */
  private static void writeOut() throws IOException, InterruptedException {
    int status = new ProcessBuilder("sync").start().waitFor();
    if (status != 0) {
      throw new IOException("sync ended with status " + status);
    }
  }

  private CameraLoad.Tally upload(FtpServer server, Load load, Duration time)
      throws IOException, InterruptedException {
    var tally = cameras.run(server, load, time);
    server.settle(acknowledged.merge(server, tally.photos(), Long::sum));
    return tally;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
