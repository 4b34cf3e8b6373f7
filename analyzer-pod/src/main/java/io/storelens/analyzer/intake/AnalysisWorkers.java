package io.storelens.analyzer.intake;

import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.analyzer.photo.PhotoRefusedException;
import io.storelens.analyzer.provider.FaceFinder;
import io.storelens.analyzer.provider.FaceProvider;
import io.storelens.analyzer.provider.Finding;
import io.storelens.analyzer.provider.Inspection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Threads that analyse photos, each with a {@link FaceFinder} of its own. */
final class AnalysisWorkers implements AutoCloseable {
  private final PhotoBuffers buffers;
  private final IntakeMetrics metrics;
  private final BlockingQueue<Task> waiting = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closing;

  private record Task(
      PhotoBuffers.PhotoBuffer buffer,
      Inspection inspection,
      Consumer<EncodedPhoto> afterwards,
      CompletableFuture<Finding> finding) {}

  /**
   * Starts {@code count} threads.
   *
   * @param buffers hold the photos
   */
  AnalysisWorkers(FaceProvider provider, int count, PhotoBuffers buffers, IntakeMetrics metrics) {
    this.buffers = buffers;
    this.metrics = metrics;
    metrics.queue(waiting);
    for (int i = 0; i < count; i++) {
      var finder = provider.finder();
      var thread = new Thread(() -> work(finder), "analysis-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /**
   * Analyses a photo as soon as a thread is free, and releases its buffer then.
   *
   * @param afterwards takes the photo once it is analysed, unless it shows somebody who may not be
   *     recorded; what it throws fails the analysis
   * @return the faces that may be recorded; fails with {@link PhotoRefusedException} if the photo
   *     can never be analysed
   */
  CompletableFuture<Finding> analyse(
      PhotoBuffers.PhotoBuffer buffer, Inspection inspection, Consumer<EncodedPhoto> afterwards) {
    var task = new Task(buffer, inspection, afterwards, new CompletableFuture<>());
    waiting.add(task);
    return task.finding;
  }

  /** Analyses what waits, then ends the threads. */
  @Override
  public void close() {
    closing = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void work(FaceFinder own) {
    try (var finder = own) {
      boolean forgotten = true;
      while (!closing || !waiting.isEmpty()) {
        var task = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (task != null) {
          run(task, finder);
          forgotten = false;
        } else if (!forgotten) {
          // Under load the next photo overwrites the last one; without, nothing else does.
          finder.forget();
          buffers.forget();
          forgotten = true;
        }
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but a JVM that ends.
      Thread.currentThread().interrupt();
    }
  }

  private void run(Task task, FaceFinder finder) {
    Finding finding = null;
    Throwable failure = null;
    long begun = System.nanoTime();
    try {
      var found = finder.find(task.buffer.photo(), task.inspection);
      finding = found.recordable(task.inspection.policy());
      if (finding.faces().size() == found.faces().size()) {
        task.afterwards.accept(task.buffer.photo());
      }
    } catch (PhotoRefusedException | RuntimeException | Error e) {
      // An error of a library, or no memory for a huge photo, must not cost the worker.
      failure = e;
    }
    metrics.analysed(System.nanoTime() - begun);
    task.buffer.release();
    if (failure == null) {
      task.finding.complete(finding);
    } else {
      task.finding.completeExceptionally(failure);
    }
  }
}
