package io.storelens.ingest.ftp;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The transfers under way: ends those too slow, and lets a stop wait for the others. */
final class Transfers {
  private final Set<DataConnection> running = ConcurrentHashMap.newKeySet();

  /** Watches on {@code timer} until it is shut down. */
  void start(ScheduledExecutorService timer) {
    var unused = timer.scheduleWithFixedDelay(this::endSlow, 250, 250, TimeUnit.MILLISECONDS);
  }

  void begin(DataConnection data) {
    running.add(data);
  }

  void end(DataConnection data) {
    running.remove(data);
    synchronized (this) {
      notifyAll();
    }
  }

  /** How many run. */
  int running() {
    return running.size();
  }

  /** Waits until none runs, {@code longest} at most, and ends those that are left. */
  synchronized void drain(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (!running.isEmpty()) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    running.forEach(data -> data.abort("the server is stopping"));
  }

  private void endSlow() {
    for (DataConnection data : running) {
      data.fault().ifPresent(data::abort);
    }
  }
}
