package io.storelens.e2e.bench;

import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.analyzer.photo.PhotoLimits;
import io.storelens.analyzer.photo.PhotoRefusedException;
import io.storelens.analyzer.provider.FaceProvider;
import io.storelens.analyzer.provider.Inspection;
import io.storelens.analyzer.provider.local.LocalProvider;
import io.storelens.contract.config.RegionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** The models alone: photos in memory, a thread a core, no network, no disk, no database. */
final class BarePipeline implements AutoCloseable {
  private static final long MAX_PIXELS = 50_000_000;

  private final FaceProvider provider;
  private final List<byte[]> photos;
  private final int threads;

  BarePipeline(List<byte[]> photos, int threads, Optional<Path> turboJpeg) {
    this.provider = new LocalProvider(Optional.empty(), turboJpeg, PhotoLimits.jpeg(MAX_PIXELS));
    this.photos = photos;
    this.threads = threads;
  }

  /** Photos a second over {@code time}. */
  double measure(Duration time) throws InterruptedException {
    var analysed = new AtomicLong();
    var done = new CountDownLatch(threads);
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    for (int thread = 0; thread < threads; thread++) {
      int first = thread * photos.size() / threads;
      new Thread(
              () -> {
                analyse(first, end, analysed);
                done.countDown();
              },
              "bare-" + thread)
          .start();
    }
    done.await();
    return analysed.get() / ((System.nanoTime() - begin) / 1e9);
  }

  private void analyse(int first, long end, AtomicLong analysed) {
    try (var finder = provider.finder()) {
      for (int number = first; System.nanoTime() < end; number++) {
        finder.find(
            EncodedPhoto.of(photos.get(number % photos.size())),
            Inspection.ofCustomers(RegionPolicy.DEFAULT));
        analysed.incrementAndGet();
      }
    } catch (PhotoRefusedException e) {
      throw new IllegalStateException("a scene of the simulator is no photo", e);
    }
  }

  @Override
  public void close() {
    provider.close();
  }
}
