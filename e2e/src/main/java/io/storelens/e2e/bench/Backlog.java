package io.storelens.e2e.bench;

import java.util.concurrent.atomic.AtomicLong;

/** Keeps cameras from uploading more than a few photos that are not analysed yet. */
final class Backlog {
  private final long most;
  private final AtomicLong uploaded = new AtomicLong();
  private double committed;

  Backlog(long most) {
    this.most = most;
  }

  /** One more is uploaded; waits while too many wait for their rows. */
  synchronized void uploaded() {
    uploaded.incrementAndGet();
    try {
      while (uploaded.get() - committed > most) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** So many are committed by now. */
  synchronized void committed(double photos) {
    committed = photos;
    notifyAll();
  }
}
