package io.storelens.ingest.ftp;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The transfers under way: ends those that stall, and lets a stop wait for the others. */
final class Transfers {
  private final Set<DataConnection> running = ConcurrentHashMap.newKeySet();
  private final Duration patience;

  /** Ends transfers that bring nothing for {@code patience}. */
  Transfers(Duration patience) {
    this.patience = patience;
  }

  /** Watches on {@code timer} until it is shut down. */
  void start(ScheduledExecutorService timer) {
    long period = Math.max(50, Math.min(1000, patience.toMillis() / 4));
    var unused =
        timer.scheduleWithFixedDelay(this::endStalled, period, period, TimeUnit.MILLISECONDS);
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

  private void endStalled() {
    for (DataConnection data : running) {
      if (data.stalledFor().compareTo(patience) > 0) {
        data.abort("no data for " + patience.toMillis() / 1000.0 + " s");
      }
    }
  }
}
