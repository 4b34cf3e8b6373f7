package io.storelens.e2e.bench;

import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.PhotoId;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Posts photos to an analyzer as an ingest does. Each counts as a photo of its own. */
final class PhotoPosts {
  /** Photos on their way at once: those that are analysed, and those that wait for a commit. */
  private static final int AT_ONCE = 32;

  private static final long SEED = 11;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AnalyzerServer analyzer;
  private final List<byte[]> photos;
  private final Random random = new Random(SEED);
  private int next;

  PhotoPosts(AnalyzerServer analyzer, List<byte[]> photos) {
    this.analyzer = analyzer;
    this.photos = photos;
  }

  /**
   * What became of an open load.
   *
   * @param median seconds until half of the photos were answered
   * @param p99 seconds until 99 of 100 were
   * @param photos how many there were
   */
  record Latencies(double median, double p99, int photos) {}

  /** Photos a second whose rows are committed, while always as many are on their way. */
  double asManyAsCan(Duration time) throws InterruptedException {
    var places = new Semaphore(AT_ONCE);
    var answered = new ConcurrentLinkedQueue<Long>();
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    while (System.nanoTime() < end) {
      places.acquire();
      var unused =
          post()
              .whenComplete(
                  (done, failure) -> {
                    answered.add(failure == null ? System.nanoTime() : Long.MIN_VALUE);
                    places.release();
                  });
    }
    places.acquire(AT_ONCE);
    requireNoFailure(answered);
    return answered.stream().filter(at -> at < end).count() / (time.toNanos() / 1e9);
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
      var unused =
          post()
              .whenComplete(
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

  private CompletableFuture<Void> post() {
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
    var request =
        HttpRequest.newBuilder(analyzer.photos(Photo.PATH))
            .POST(BodyPublishers.ofByteArray(photos.get(next++ % photos.size())));
    photo.toHeaders().forEach(request::header);
    return http.sendAsync(request.build(), BodyHandlers.discarding())
        .thenAccept(
            answer -> {
              if (answer.statusCode() != 200) {
                throw new IllegalStateException("status " + answer.statusCode());
              }
            });
  }
}
