package io.storelens.e2e.bench;

import io.storelens.e2e.bench.ingest.FtpCamera;
import io.storelens.standalone.simulator.FileNaming;
import java.io.IOException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Cameras that upload one photo after the other, with a connection for each, as real ones do. They
 * share the cores with what is measured, and cost as little as they can.
 */
final class BusyCameras {
  private final int port;
  private final List<SharedScene> scenes;
  private final Backlog backlog;
  private final AtomicLong acknowledged = new AtomicLong();
  private final List<Thread> threads;
  private volatile String failure = "";
  private volatile boolean stopping;

  /**
   * Begins.
   *
   * @param port FTP port of this machine
   * @param cameras how many, of {@link BenchmarkStore}
   * @param backlog keeps them waiting
   */
  BusyCameras(int port, int cameras, List<SharedScene> scenes, long seed, Backlog backlog) {
    this.port = port;
    this.scenes = List.copyOf(scenes);
    this.backlog = backlog;
    threads =
        IntStream.range(0, cameras)
            .mapToObj(
                number ->
                    new Thread(
                        () -> work(BenchmarkStore.camera(number), new Random(seed + number)),
                        "camera-" + number))
            .toList();
    threads.forEach(Thread::start);
  }

  /**
   * Ends uploads that have begun, and begins no other. The backlog must not keep them waiting any
   * more.
   *
   * @return photos that were acknowledged
   * @throws IllegalStateException if one was not
   */
  long stop() throws InterruptedException {
    stopping = true;
    for (var thread : threads) {
      thread.join();
    }
    requireNoFailure();
    return acknowledged.get();
  }

  /**
   * Has a look at them.
   *
   * @throws IllegalStateException if a photo was not acknowledged
   */
  void requireNoFailure() {
    if (!failure.isEmpty()) {
      throw new IllegalStateException("a photo was not taken: " + failure);
    }
  }

  private void work(String camera, Random random) {
    try {
      while (!stopping && failure.isEmpty()) {
        upload(camera, random);
        acknowledged.incrementAndGet();
        backlog.uploaded();
      }
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
    }
  }

  private void upload(String camera, Random random) throws IOException {
    var now = ZonedDateTime.now(ZoneId.of("UTC"));
    var photo = scenes.get(random.nextInt(scenes.size())).photo("SL-" + camera, now, random);
    try (var session = new FtpCamera(port, camera, BenchmarkStore.PASSWORD, Optional.empty())) {
      session.upload(FileNaming.HIKVISION.name(camera, now), photo);
      session.quit();
    }
  }
}
