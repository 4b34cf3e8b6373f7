package io.storelens.ingest.ftp;

import io.storelens.contract.config.IngestLimits;
import java.time.Duration;
import java.util.Optional;

/**
 * How fast a camera sends. Only time spent waiting for it counts, so a slow disk of the server is
 * not taken for a slow camera. One thread reads, another asks {@link #fault}.
 */
final class UploadPace {
  private final Duration longestStall;
  private final IngestLimits limits;
  private volatile long begin;
  private volatile long waitingSince;
  private volatile boolean waiting;
  private volatile long waited;
  private volatile long bytes;
  // Of the thread that asks: the last full stretch of uploadRateTime.
  private long stretchWaited;
  private long stretchBytes;

  UploadPace(Duration longestStall, IngestLimits limits) {
    this.longestStall = longestStall;
    this.limits = limits;
  }

  /** The camera is connected. At {@code now}, {@link System#nanoTime}. */
  void begins(long now) {
    begin = now;
  }

  /** From {@code now} on the camera is waited for. */
  void waits(long now) {
    waitingSince = now;
    waiting = true;
  }

  /** At {@code now}, {@code more} bytes have come; fewer than zero at the end. */
  void came(int more, long now) {
    waiting = false;
    // One thread writes these, so nothing is lost between reading and writing.
    long waitedBefore = waited;
    long bytesBefore = bytes;
    waited = waitedBefore + now - waitingSince;
    bytes = bytesBefore + Math.max(0, more);
  }

  /** What is wrong at {@code now}; empty while all is well. */
  Optional<String> fault(long now) {
    if (begin == 0) {
      return Optional.empty();
    }
    boolean isWaiting = waiting;
    long sinceByte = isWaiting ? now - waitingSince : 0;
    if (sinceByte > longestStall.toNanos()) {
      return Optional.of("no data for " + seconds(longestStall) + " s");
    }
    if (now - begin > limits.uploadTime().toNanos()) {
      return Optional.of("it took longer than " + seconds(limits.uploadTime()) + " s");
    }
    return isTooSlow(waited + sinceByte)
        ? Optional.of("fewer than " + limits.minUploadRate() + " bytes a second came")
        : Optional.empty();
  }

  private boolean isTooSlow(long waitedSoFar) {
    long stretch = waitedSoFar - stretchWaited;
    if (stretch < limits.uploadRateTime().toNanos()) {
      return false;
    }
    long came = bytes - stretchBytes;
    stretchWaited = waitedSoFar;
    stretchBytes += came;
    return came < limits.minUploadRate() * (stretch / 1e9);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
