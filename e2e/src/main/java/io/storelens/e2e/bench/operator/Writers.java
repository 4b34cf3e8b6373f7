package io.storelens.e2e.bench.operator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** A fixed number of threads that write to the API server. */
final class Writers implements AutoCloseable {
  private final ExecutorService threads;

  Writers(int threads) {
    this.threads = Executors.newFixedThreadPool(threads);
  }

  /** Has {@code write} write each item, and waits for all. */
  <T> void each(Collection<T> items, Consumer<T> write) throws InterruptedException {
    List<Future<?>> writes = new ArrayList<>();
    items.forEach(item -> writes.add(threads.submit(() -> write.accept(item))));
    for (var one : writes) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a write failed", e.getCause());
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
