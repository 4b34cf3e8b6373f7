package io.storelens.e2e.bench;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/**
 * How long photos wait between their {@code 226} and the commit of their rows. Photos are told
 * apart by their number only: the first that was acknowledged counts as the first that is
 * committed. So one that is overtaken looks faster, and the one that overtakes it slower, than it
 * was.
 */
final class Delays {
  private final Queue<Long> waiting = new ArrayDeque<>();
  private long[] nanos = new long[1 << 12];
  private int count;

  /** A photo was acknowledged at {@code time}, {@link System#nanoTime}. */
  synchronized void acknowledged(long time) {
    waiting.add(time);
  }

  /** So many more were found committed at {@code time}. */
  synchronized void committed(long photos, long time) {
    for (long photo = 0; photo < photos && !waiting.isEmpty(); photo++) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      // A commit can be seen before the camera has read its reply.
      nanos[count++] = Math.max(0, time - waiting.remove());
    }
  }

  /** Seconds that the {@code share} of photos waited at most; 0 if there are none. */
  synchronized double seconds(double share) {
    if (count == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[Math.min(count - 1, (int) (share * count))] / 1e9;
  }
}
