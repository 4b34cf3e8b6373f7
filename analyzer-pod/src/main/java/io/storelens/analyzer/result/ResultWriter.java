package io.storelens.analyzer.result;

import io.storelens.contract.handover.PhotoId;
import io.storelens.contract.handover.RefusalReport;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes results. One thread takes all that wait and commits them together. Batches begin at least
 * {@value #GATHER_MILLIS} ms apart, unless a full one waits: under load many photos share the cost
 * of a transaction, while a photo that comes alone does not wait.
 */
public final class ResultWriter implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(ResultWriter.class);
  private static final int MOST_PHOTOS = 64;
  private static final int MOST_WAITING = 1024;
  private static final long GATHER_MILLIS = 200;
  private static final int TRIES = 3;

  /** Class of SQLSTATE: deadlock or serialization failure; the same batch may well go through. */
  private static final String ROLLED_BACK = "40";

  private final Database database;
  private final BatchCommit commit;
  private final Catalogue catalogue;
  private final MonthEnds months;
  private final ResultMetrics metrics;
  private final BlockingQueue<Pending> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread = new Thread(this::work, "result-writer");
  private volatile boolean closing;

  private record Pending(
      Optional<Outcome> outcome,
      Optional<RefusalReport> report,
      CompletableFuture<Receipt> receipt) {}

  /** Starts the thread. */
  public ResultWriter(Database database, Clock clock, ResultMetrics metrics) {
    this.database = database;
    this.commit = new BatchCommit(database);
    this.catalogue = new Catalogue(clock);
    this.months = new MonthEnds(clock);
    this.metrics = metrics;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Writes one photo's outcome.
   *
   * @return completes after the commit; fails with {@link NotCommittedException} when nothing was
   *     written
   */
  public CompletableFuture<Receipt> write(Outcome outcome) {
    return enqueue(new Pending(Optional.of(outcome), Optional.empty(), new CompletableFuture<>()));
  }

  /** Writes a report of refusals, as {@link #write(Outcome)} does an outcome. */
  public CompletableFuture<Receipt> write(RefusalReport report) {
    return enqueue(new Pending(Optional.empty(), Optional.of(report), new CompletableFuture<>()));
  }

  /** Writes what waits, then ends. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    failAll(List.copyOf(waiting), new NotCommittedException("the analyzer stops"));
  }

  private CompletableFuture<Receipt> enqueue(Pending pending) {
    if (closing || !waiting.offer(pending)) {
      pending.receipt.completeExceptionally(
          new NotCommittedException("too many results wait for the database"));
    }
    return pending.receipt;
  }

  private void work() {
    var taken = new ArrayList<Pending>(MOST_PHOTOS);
    long nextBatch = System.nanoTime();
    while (!closing || !waiting.isEmpty()) {
      try {
        var first = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          taken.add(first);
          gather(taken, nextBatch);
          nextBatch = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GATHER_MILLIS);
          writeAll(taken);
        }
      } catch (InterruptedException e) {
        // Nobody interrupts this thread but a JVM that ends.
        closing = true;
      } finally {
        taken.clear();
      }
    }
  }

  /** Takes what waits; until {@code time}, {@link System#nanoTime}, also what still comes. */
  private void gather(List<Pending> taken, long time) {
    waiting.drainTo(taken, MOST_PHOTOS - taken.size());
    try {
      while (taken.size() < MOST_PHOTOS && !closing) {
        var next = waiting.poll(time - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          return;
        }
        taken.add(next);
        waiting.drainTo(taken, MOST_PHOTOS - taken.size());
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but a JVM that ends; what is taken is still written.
      closing = true;
    }
  }

  /** Whatever happens, each of {@code taken} gets its answer, and the thread lives on. */
  private void writeAll(List<Pending> taken) {
    try {
      writePhotos(taken.stream().filter(pending -> pending.outcome.isPresent()).toList());
      taken.stream().filter(pending -> pending.report.isPresent()).forEach(this::writeReport);
    } catch (RuntimeException e) {
      LOGGER.atError().addKeyValue("photos", taken.size()).setCause(e).log("batch failed");
      failAll(taken, new NotCommittedException("the results could not be written", e));
    }
  }

  private void writePhotos(List<Pending> photos) {
    if (photos.isEmpty()) {
      return;
    }
    try {
      var batch = place(photos);
      if (!batch.isEmpty()) {
        commitOnceOrSingly(batch);
      }
    } catch (SQLException e) {
      database.failed(e);
      failAll(photos, new NotCommittedException(Database.description(e), e));
    }
  }

  /** Photos with known places by id; the others, and seconds of an id, are not in it. */
  private SortedMap<PhotoId, Batched> place(List<Pending> photos) throws SQLException {
    var batch = new TreeMap<PhotoId, Batched>();
    try (var connection = database.connect()) {
      months.close(connection);
      catalogue.refresh(connection);
      for (Pending pending : photos) {
        var photo = pending.outcome.orElseThrow().photo();
        var place = catalogue.place(photo.camera(), photo.store(), connection);
        if (place.isEmpty()) {
          pending.receipt.completeExceptionally(
              new NotCommittedException(
                  "camera " + photo.camera() + " of store " + photo.store() + " is not known yet"));
          continue;
        }
        var placed = new FactRows.Placed(pending.outcome.orElseThrow(), place.get());
        batch.computeIfAbsent(photo.id(), id -> new Batched(placed)).receipts.add(pending.receipt);
      }
      connection.rollback();
    }
    return batch;
  }

  private void commitOnceOrSingly(SortedMap<PhotoId, Batched> batch) throws SQLException {
    try {
      commit(List.copyOf(batch.values()));
    } catch (SQLException e) {
      if (isConnectionLost(e)) {
        throw e;
      }
      LOGGER
          .atWarn()
          .addKeyValue("photos", batch.size())
          .addKeyValue("sqlState", e.getSQLState())
          .log("batch refused by the database, photos are written one by one");
      for (Batched photo : batch.values()) {
        commitAlone(photo);
      }
    }
  }

  private void commitAlone(Batched photo) throws SQLException {
    try {
      commit(List.of(photo));
    } catch (SQLException e) {
      if (isConnectionLost(e)) {
        throw e;
      }
      LOGGER
          .atError()
          .addKeyValue("photo", photo.placed.id())
          .addKeyValue("sqlState", e.getSQLState())
          .setCause(e)
          .log("photo refused by the database");
      var failure = new NotCommittedException("the database refuses this photo's rows", e);
      photo.receipts.forEach(receipt -> receipt.completeExceptionally(failure));
    }
  }

  private void commit(List<Batched> batch) throws SQLException {
    var photos = batch.stream().map(photo -> photo.placed).toList();
    Set<PhotoId> written = metrics.timed(photos.size(), () -> commitAgainAfterRollBack(photos));
    for (Batched photo : batch) {
      boolean counted = written.contains(photo.placed.id());
      if (counted) {
        metrics.counted(photo.placed.outcome());
      }
      photo.complete(counted);
    }
  }

  private Set<PhotoId> commitAgainAfterRollBack(List<FactRows.Placed> photos) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return commit.commit(photos);
      } catch (SQLException e) {
        boolean again = e.getSQLState() != null && e.getSQLState().startsWith(ROLLED_BACK);
        if (!again || attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private void writeReport(Pending pending) {
    var report = pending.report.orElseThrow();
    try {
      var rollUps = new RollUps();
      try (var connection = database.connect()) {
        for (RefusalReport.Refusal refusal : report.refusals()) {
          var place = catalogue.place(refusal.camera(), connection);
          if (place.isEmpty()) {
            pending.receipt.completeExceptionally(
                new NotCommittedException("camera " + refusal.camera() + " is not known yet"));
            return;
          }
          rollUps.add(place.get(), refusal.hour(), refusal.reason(), refusal.photos());
        }
        connection.rollback();
      }
      boolean fresh = commit.commit(report, rollUps);
      pending.receipt.complete(fresh ? Receipt.COUNTED : Receipt.REPEATED);
    } catch (SQLException e) {
      if (isConnectionLost(e)) {
        database.failed(e);
      }
      pending.receipt.completeExceptionally(new NotCommittedException(Database.description(e), e));
    }
  }

  /**
   * Classes 08 (connection), 53 (resources), 57 (operator, as at a shutdown); no state: the pool.
   */
  private static boolean isConnectionLost(SQLException e) {
    String state = e.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57");
  }

  private static void failAll(List<Pending> pending, NotCommittedException failure) {
    pending.forEach(one -> one.receipt.completeExceptionally(failure));
  }

  /** A photo of a batch, with everyone who waits for it. */
  private static final class Batched {
    private final FactRows.Placed placed;
    private final List<CompletableFuture<Receipt>> receipts = new ArrayList<>();

    Batched(FactRows.Placed placed) {
      this.placed = placed;
    }

    void complete(boolean counted) {
      for (CompletableFuture<Receipt> receipt : receipts) {
        boolean first = receipt == receipts.get(0);
        receipt.complete(counted && first ? Receipt.COUNTED : Receipt.REPEATED);
      }
    }
  }
}
