package io.storelens.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storelens.contract.config.IngestConfig;
import io.storelens.contract.config.IngestLimits;
import io.storelens.contract.config.ListenAddress;
import io.storelens.contract.config.PortRange;
import io.storelens.contract.config.TlsConfig;
import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.directory.DirectoryShard;
import io.storelens.ingest.spool.StoreSteps;
import io.storelens.podkit.Health;
import io.storelens.podkit.PodContext;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;

/** A real ingest on folders of its own, with the fake analyzer it hands over to. */
public final class IngestFixture implements AutoCloseable {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  private final Path root;
  private final Vertx vertx = Vertx.vertx();
  private final FakeAnalyzer analyzer = new FakeAnalyzer(vertx);
  private List<URI> analyzers = List.of(analyzer.uri());
  private long maxPhotoBytes = 4 << 20;
  private long minFreeBytes;
  private Duration dataIdle = Duration.ofSeconds(10);
  private Duration controlIdle = Duration.ofMinutes(1);
  private int maxSessions = 50;
  private boolean activeMode;
  private boolean draining;
  private int ftpPort;
  private Optional<String> passiveAddress = Optional.empty();
  private IngestLimits limits = IngestLimits.DEFAULT;
  private Clock clock = Clock.systemUTC();
  private StoreSteps steps = StoreSteps.UNWATCHED;
  private Path spool;
  private String host = "127.0.0.1";
  private Optional<TlsConfig> tls = Optional.empty();
  private SimpleMeterRegistry meters;
  private Health health;
  private IngestPod pod;

  public IngestFixture(Path root) {
    this.root = root;
    this.spool = root.resolve("spool");
  }

  public FakeAnalyzer analyzer() {
    return analyzer;
  }

  public Vertx vertx() {
    return vertx;
  }

  public IngestFixture analyzers(URI... uris) {
    analyzers = List.of(uris);
    return this;
  }

  public IngestFixture maxPhotoBytes(long bytes) {
    maxPhotoBytes = bytes;
    return this;
  }

  public IngestFixture minFreeBytes(long bytes) {
    minFreeBytes = bytes;
    return this;
  }

  public IngestFixture dataIdle(Duration idle) {
    dataIdle = idle;
    return this;
  }

  public IngestFixture controlIdle(Duration idle) {
    controlIdle = idle;
    return this;
  }

  public IngestFixture maxSessions(int sessions) {
    maxSessions = sessions;
    return this;
  }

  public IngestFixture limits(IngestLimits what) {
    limits = what;
    return this;
  }

  public IngestFixture clock(Clock what) {
    clock = what;
    return this;
  }

  public IngestFixture steps(StoreSteps who) {
    steps = who;
    return this;
  }

  /** Another place than below the root. */
  public IngestFixture spool(Path folder) {
    spool = folder;
    return this;
  }

  public IngestFixture withActiveMode() {
    activeMode = true;
    return this;
  }

  public IngestFixture draining() {
    draining = true;
    return this;
  }

  public IngestFixture ftpPort(int port) {
    ftpPort = port;
    return this;
  }

  public IngestFixture passiveAddress(String address) {
    passiveAddress = Optional.of(address);
    return this;
  }

  public IngestFixture host(String address) {
    host = address;
    return this;
  }

  public IngestFixture tls(TlsConfig config) {
    tls = Optional.of(config);
    return this;
  }

  /** Writes a directory with {@code cameras}, all in one shard, in one step. */
  public IngestFixture cameras(CameraEntry... cameras) {
    write(new DirectoryShard(List.of(cameras)));
    return this;
  }

  private void write(DirectoryShard shard) {
    try {
      var folder = Files.createDirectories(root.resolve("cameras"));
      var next = folder.resolve("next");
      Files.write(next, JSON.writeValueAsBytes(shard));
      Files.move(next, folder.resolve(DirectoryShard.fileName(0)), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public IngestFixture start() {
    // Below the ports that the kernel gives to clients.
    int first = ThreadLocalRandom.current().nextInt(10_000, 32_000);
    var config =
        new IngestConfig(
            new ListenAddress(host, ftpPort),
            new PortRange(first, first + 19),
            passiveAddress,
            true,
            activeMode,
            draining,
            root.resolve("cameras"),
            spool(),
            analyzers,
            maxSessions,
            maxPhotoBytes,
            minFreeBytes,
            controlIdle,
            dataIdle,
            8,
            limits,
            tls);
    meters = new SimpleMeterRegistry();
    health = new Health();
    pod = new IngestPod(config, new PodContext(vertx, meters, health), clock, steps);
    pod.start().await();
    return this;
  }

  public void stop() {
    pod.stop().await();
    pod = null;
  }

  public Path root() {
    return root;
  }

  public Path spool() {
    return spool;
  }

  public Health health() {
    return health;
  }

  public int port() {
    return pod.ftpPort();
  }

  /** The port on which TLS begins at once. */
  public int implicitTlsPort() {
    return pod.implicitTlsPort().orElseThrow();
  }

  /** The value of a counter or gauge. */
  public double meter(String name, String... tags) {
    var meter = meters.get(name).tags(tags).meter();
    return meter.measure().iterator().next().getValue();
  }

  /** Files under a folder of the spool, at any depth. */
  public List<Path> files(String folder) {
    try (Stream<Path> files = Files.walk(spool().resolve(folder))) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files of the spool with a photo in them, or with a part of one. */
  public List<Path> waiting() {
    return files("photos").stream().filter(file -> file.toFile().length() > 0).toList();
  }

  /** A client that is connected, not logged in. */
  public FTPClient connect() throws IOException {
    var client = new FTPClient();
    client.setConnectTimeout(5000);
    client.setDefaultTimeout(20_000);
    client.connect(host, port());
    client.enterLocalPassiveMode();
    return client;
  }

  /** A client that is logged in as {@code username} with {@link TestCameras#PASSWORD}. */
  public FTPClient login(String username) throws IOException {
    var client = connect();
    if (!client.login(username, TestCameras.PASSWORD)) {
      throw new IOException(client.getReplyString());
    }
    client.setFileType(FTP.BINARY_FILE_TYPE);
    return client;
  }

  @Override
  public void close() {
    if (pod != null) {
      stop();
    }
    analyzer.close();
    vertx.close().await();
  }
}
