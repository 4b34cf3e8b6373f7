package io.storelens.e2e.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Downloads large files from a report pod in this process, and watches what it keeps in memory. */
final class ExportMeasurement {
  private static final List<String> FILES =
      List.of(
          "table=days&format=csv",
          "table=days&format=xlsx",
          "table=hours&format=csv&region=region-0",
          "table=report&format=pdf");
  private static final long BETWEEN_LOOKS_MILLIS = 500;
  private static final int BUFFER = 64 * 1024;

  private final PageSession session;

  /** Downloads as {@code session}. */
  ExportMeasurement(PageSession session) {
    this.session = session;
  }

  /**
   * Prints a line a file: its size, how long it took, what was kept in memory before, and in it at
   * most.
   */
  void measure() throws IOException, InterruptedException {
    System.out.println();
    System.out.println(
        "export of a year                            MB   seconds   kept MB before   at most");
    for (String file : FILES) {
      long before = keptInMemory();
      var most = new AtomicLong();
      var watch = new Thread(() -> watch(most), "heap-watch");
      watch.setDaemon(true);
      watch.start();
      long start = System.nanoTime();
      long bytes = download(file);
      double seconds = (System.nanoTime() - start) / 1e9;
      watch.interrupt();
      System.out.printf(
          Locale.ROOT,
          "%-40s  %6.1f  %8.1f  %15.0f  %8.0f%n",
          file,
          bytes / 1e6,
          seconds,
          before / 1e6,
          most.get() / 1e6);
    }
  }

  private long download(String file) throws IOException, InterruptedException {
    String period = "&from=" + YearOfCustomers.FIRST + "&to=" + YearOfCustomers.LAST;
    var answer = session.get("/api/v1/exports?" + file + period, BodyHandlers.ofInputStream());
    long bytes = 0;
    byte[] buffer = new byte[BUFFER];
    try (InputStream body = answer.body()) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        bytes += read;
      }
    }
    return bytes;
  }

  private static void watch(AtomicLong most) {
    try {
      while (true) {
        most.accumulateAndGet(keptInMemory(), Math::max);
        Thread.sleep(BETWEEN_LOOKS_MILLIS);
      }
    } catch (InterruptedException e) {
      // The file is written.
      Thread.currentThread().interrupt();
    }
  }

  /** What a collection leaves, in bytes; not what was made since, while it waited for a core. */
  private static long keptInMemory() {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage)
        .filter(Objects::nonNull)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }
}
