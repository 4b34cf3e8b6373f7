package io.storelens.analyzer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.storelens.contract.config.AnalyzerConfig;
import io.storelens.contract.config.ArchiveConfig;
import io.storelens.contract.config.ListenAddress;
import io.storelens.contract.config.ProviderConfig;
import io.storelens.contract.config.RegionPolicy;
import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.PhotoId;
import io.storelens.embedded.debian.TurboJpeg;
import io.storelens.podkit.Health;
import io.storelens.podkit.Metrics;
import io.storelens.podkit.PodContext;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** An analyzer pod on a free port, and a client for it. */
final class RunningAnalyzer implements AutoCloseable {
  static final int MAX_PHOTO_BYTES = 1 << 20;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Vertx vertx = Vertx.vertx();
  private final Metrics metrics = new Metrics();
  private final Health health = new Health();
  private final AnalyzerPod pod;

  RunningAnalyzer(AnalyzerDatabase database, int workers, int queue)
      throws IOException, InterruptedException {
    var config =
        new AnalyzerConfig(
            new ListenAddress("127.0.0.1", 0),
            Map.of(
                "eu-west", RegionPolicy.DEFAULT, "eu-quiet", RegionPolicy.parse("200:100:no-mood")),
            Optional.empty(),
            Optional.of(TurboJpeg.library(line -> {})),
            ProviderConfig.ONLY_LOCAL,
            ArchiveConfig.NONE,
            workers,
            queue,
            MAX_PHOTO_BYTES,
            10_000_000,
            database.config());
    pod = new AnalyzerPod(config, new PodContext(vertx, metrics.registry(), health));
    pod.start().await();
  }

  /** What the ingest says of {@code bytes} when the camera named as its store sent them. */
  static Photo photo(String store, byte[] bytes, Instant capturedAt) {
    var id = UUID.nameUUIDFromBytes((store + Arrays.hashCode(bytes)).getBytes(UTF_8));
    return new Photo(
        new PhotoId(id.toString().replace("-", "")),
        store,
        store,
        "eu-west",
        capturedAt,
        capturedAt.plusSeconds(2),
        CaptureSource.EXIF,
        Optional.of(capturedAt));
  }

  int port() {
    return pod.port();
  }

  Health health() {
    return health;
  }

  String metrics() {
    return metrics.scrape();
  }

  HttpResponse<String> post(Photo photo, byte[] bytes) throws IOException, InterruptedException {
    return post(Photo.PATH, photo.toHeaders(), bytes);
  }

  HttpResponse<String> post(String path, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    return CLIENT.send(request(path, headers, body), HttpResponse.BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> send(Photo photo, byte[] bytes) {
    return CLIENT.sendAsync(
        request(Photo.PATH, photo.toHeaders(), bytes), HttpResponse.BodyHandlers.ofString());
  }

  void stop() {
    pod.stop().await();
  }

  @Override
  public void close() {
    stop();
    vertx.close().await();
    metrics.close();
  }

  private HttpRequest request(String path, Map<String, String> headers, byte[] body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .version(HttpClient.Version.HTTP_1_1)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return request.build();
  }
}
