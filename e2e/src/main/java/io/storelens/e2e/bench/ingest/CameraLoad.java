package io.storelens.e2e.bench.ingest;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;

/** The load generator: a thread a camera, and the same for every server. */
final class CameraLoad {
  private static final int WORST_PERCENT = 99;

  private final byte[] beginning;
  private final SSLContext tls;
  private final AtomicLong names = new AtomicLong();

  /**
   * @param beginning what photos begin with
   * @param tls trusts the servers
   */
  CameraLoad(byte[] beginning, SSLContext tls) {
    this.beginning = beginning.clone();
    this.tls = tls;
  }

  /**
   * What cameras saw.
   *
   * @param photos how many were acknowledged
   * @param lost how many were not, by a refusal, a broken connection or 15 s of silence
   * @param rate acknowledged photos a second
   * @param median time of an upload, from its start (with the connect, if there is one; in an open
   *     loop from when it was due) to the acknowledgement
   * @param worst the 99th percentile of that
   * @param failure one of the reasons why photos were lost
   */
  record Tally(
      long photos, long lost, double rate, Duration median, Duration worst, String failure) {}

  /** Uploads for {@code time}; returns when the last camera is done. */
  Tally run(FtpServer server, Load load, Duration time) throws InterruptedException {
    var start = new CountDownLatch(1);
    var ready = new CountDownLatch(load.cameras());
    var cameras =
        IntStream.range(0, load.cameras())
            .mapToObj(number -> new Camera(server, load, number, time, ready, start))
            .toList();
    var threads =
        cameras.stream().map(camera -> new Thread(camera, "camera-" + camera.number)).toList();
    threads.forEach(Thread::start);
    ready.await();
    long begin = System.nanoTime();
    start.countDown();
    for (var thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    long[] times =
        cameras.stream()
            .flatMapToLong(camera -> Arrays.stream(camera.times, 0, camera.photos))
            .sorted()
            .toArray();
    var failure = cameras.stream().map(camera -> camera.failure).filter(f -> !f.isEmpty());
    return new Tally(
        times.length,
        cameras.stream().mapToLong(camera -> camera.lost).sum(),
        times.length / seconds,
        percentile(times, 50),
        percentile(times, WORST_PERCENT),
        failure.findFirst().orElse(""));
  }

  private static Duration percentile(long[] sorted, int percent) {
    return sorted.length == 0
        ? Duration.ZERO
        : Duration.ofNanos(sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)]);
  }

  /** One camera. Its figures are read when its thread has ended. */
  private final class Camera implements Runnable {
    private final FtpServer server;
    private final Load load;
    private final int number;
    private final Duration time;
    private final CountDownLatch ready;
    private final CountDownLatch start;
    private final PhotoBytes bytes;
    // Not Random, whose first numbers are alike for seeds that are: all cameras would come at once.
    private final SplittableRandom random;
    private long[] times = new long[1024];
    private int photos;
    private long lost;
    private String failure = "";
    private FtpCamera session;

    Camera(
        FtpServer server,
        Load load,
        int number,
        Duration time,
        CountDownLatch ready,
        CountDownLatch start) {
      this.server = server;
      this.load = load;
      this.number = number;
      this.time = time;
      this.ready = ready;
      this.start = start;
      this.bytes = new PhotoBytes(beginning, load.bytes());
      this.random = new SplittableRandom(number);
    }

    @Override
    public void run() {
      try {
        if (load.persistent()) {
          connect();
        }
      } catch (IOException e) {
        lose(e);
      }
      ready.countDown();
      try {
        start.await();
        upload();
        if (load.persistent()) {
          disconnect();
        }
      } catch (IOException e) {
        lose(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void upload() {
      long begin = System.nanoTime();
      long due = begin + pause();
      while (due - begin < time.toNanos() && System.nanoTime() - begin < 2 * time.toNanos()) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        try {
          once(due);
        } catch (IOException e) {
          lose(e);
        }
        due = load.rate().isPresent() ? due + pause() : System.nanoTime();
      }
    }

    /** Exponential: photos of all cameras together come as Poisson arrivals. */
    private long pause() {
      if (load.rate().isEmpty()) {
        return 0;
      }
      double mean = load.cameras() / load.rate().getAsDouble();
      return (long) (-Math.log(1 - random.nextDouble()) * mean * 1e9);
    }

    private void once(long due) throws IOException {
      if (session == null) {
        connect();
      }
      session.upload("photo-" + names.incrementAndGet() + ".jpg", bytes.next());
      add(System.nanoTime() - due);
      if (!load.persistent()) {
        disconnect();
      }
    }

    private void connect() throws IOException {
      session =
          new FtpCamera(
              server.port(),
              server.username(number),
              FtpServer.PASSWORD,
              load.tls() ? Optional.of(tls) : Optional.empty());
    }

    private void disconnect() throws IOException {
      if (session != null) {
        session.quit();
        session.close();
        session = null;
      }
    }

    private void add(long nanos) {
      if (photos == times.length) {
        times = Arrays.copyOf(times, 2 * photos);
      }
      times[photos++] = nanos;
    }

    private void lose(IOException why) {
      lost++;
      failure = String.valueOf(why.getMessage());
      var broken = session;
      session = null;
      if (broken != null) {
        try {
          broken.close();
        } catch (IOException e) {
          failure += ", then " + e.getMessage();
        }
      }
    }
  }
}
