package io.storelens.e2e.bench;

import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.PhotoId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Posts photos to an analyzer as an ingest does. Each counts as a photo of its own. */
final class PhotoPosts implements AutoCloseable {
  /** Photos on their way at once: those that are analysed, and those that wait for a commit. */
  private static final int AT_ONCE = 32;

  private static final long SEED = 11;

  private static final int CONNECTIONS = 256;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient http =
      vertx.createHttpClient(
          new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  private final AnalyzerServer analyzer;
  private final List<Buffer> photos;
  private final Random random = new Random(SEED);
  private int next;

  PhotoPosts(AnalyzerServer analyzer, List<byte[]> photos) {
    this.analyzer = analyzer;
    this.photos = photos.stream().map(Buffer::buffer).toList();
  }

  /**
   * What became of an open load.
   *
   * @param median seconds until half of the photos were answered
   * @param p99 seconds until 99 of 100 were
   * @param photos how many there were
   */
  record Latencies(double median, double p99, int photos) {}

  /**
   * What became of a closed load.
   *
   * @param rate photos a second whose rows were committed within the time
   * @param photos photos in all, with those before and those still on their way at its end
   */
  record Throughput(double rate, int photos) {}

  /**
   * Posts photos while always as many are on their way. The time begins when as many have been
   * answered: what is measured is the rate that lasts, not how long the first one takes.
   */
  Throughput asManyAsCan(Duration time) throws InterruptedException {
    var places = new Semaphore(AT_ONCE);
    var answered = new ConcurrentLinkedQueue<Long>();
    postUntil(() -> answered.size() >= AT_ONCE, places, answered);
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    postUntil(() -> System.nanoTime() >= end, places, answered);
    places.acquire(AT_ONCE);
    requireNoFailure(answered);
    long within = answered.stream().filter(at -> at >= begin && at < end).count();
    return new Throughput(within / (time.toNanos() / 1e9), answered.size());
  }

  private void postUntil(BooleanSupplier enough, Semaphore places, Queue<Long> answered)
      throws InterruptedException {
    while (!enough.getAsBoolean()) {
      places.acquire();
      post()
          .onComplete(
              (done, failure) -> {
                answered.add(failure == null ? System.nanoTime() : Long.MIN_VALUE);
                places.release();
              });
    }
  }

  /** Posts {@code rate} photos a second at random moments, whether or not they are answered. */
  Latencies at(double rate, Duration time) throws InterruptedException {
    var waited = new ConcurrentLinkedQueue<Long>();
    var places = new Semaphore(Integer.MAX_VALUE);
    long due = System.nanoTime();
    long end = due + time.toNanos();
    int posted = 0;
    while (due < end) {
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      long begun = due;
      places.acquire();
      post()
          .onComplete(
              (done, failure) -> {
                waited.add(failure == null ? System.nanoTime() - begun : Long.MIN_VALUE);
                places.release();
              });
      posted++;
      due += (long) (-Math.log(1 - random.nextDouble()) / rate * 1e9);
    }
    places.acquire(Integer.MAX_VALUE);
    requireNoFailure(waited);
    long[] sorted = waited.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Latencies(
        sorted[sorted.length / 2] / 1e9, sorted[sorted.length * 99 / 100] / 1e9, posted);
  }

  private static void requireNoFailure(Queue<Long> answers) {
    if (answers.contains(Long.MIN_VALUE)) {
      throw new IllegalStateException("a photo was not answered with 200");
    }
  }

  private Future<Void> post() {
    var now = Instant.now();
    var photo =
        new Photo(
            new PhotoId(UUID.randomUUID().toString().replace("-", "")),
            AnalyzerServer.STORE,
            AnalyzerServer.STORE,
            AnalyzerServer.REGION,
            now,
            now,
            CaptureSource.EXIF,
            Optional.of(now));
    var body = photos.get(next++ % photos.size());
    var to =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(analyzer.photos(Photo.PATH).toString());
    return http.request(to)
        .compose(
            request -> {
              photo.toHeaders().forEach(request::putHeader);
              return request.send(body);
            })
        .compose(
            answer ->
                answer.statusCode() == 200
                    ? answer.end()
                    : Future.failedFuture("status " + answer.statusCode()));
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
