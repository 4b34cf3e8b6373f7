package io.storelens.ingest.refusal;

import io.storelens.contract.handover.RefusalReport;
import io.storelens.contract.handover.RefusalReport.Refusal;
import io.storelens.ingest.handover.Answer;
import io.storelens.ingest.handover.Backoff;
import io.storelens.ingest.handover.Handover;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells analyzers what was refused. Once a second the counts go into a report on disk, so that a
 * crash costs one second of them; reports are sent one after the other and deleted when counted. A
 * report that has not been sent yet takes up new counts, so an outage leaves a few files, not one
 * for each second. Once sent, a report never changes: it is counted once by its id.
 */
public final class RefusalReports {
  private static final Logger LOGGER = LoggerFactory.getLogger(RefusalReports.class);
  private static final int MOST_REFUSALS = 1000;
  private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

  private final Refusals refusals;
  private final ReportFolder folder;
  private final Handover handover;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private final Deque<UUID> closed;
  private RefusalReport open = empty();
  private ScheduledExecutorService timer;
  private boolean sending;
  private boolean troubled;
  private int failures;
  private long notBefore = System.nanoTime();

  /**
   * Reports from {@code folder}, those of before a restart first.
   *
   * @throws IOException if the folder cannot be used
   */
  public RefusalReports(Refusals refusals, Path folder, Handover handover) throws IOException {
    this.refusals = refusals;
    this.folder = new ReportFolder(folder);
    this.handover = handover;
    this.closed = new ArrayDeque<>(this.folder.ids());
  }

  /** Reports on {@code timer}, a single thread, until it is shut down. */
  public void start(ScheduledExecutorService timer) {
    this.timer = timer;
    var unused = timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /** Puts what is counted on disk, for the next start. After the timer's end. */
  public void flush() {
    keep();
  }

  private void tick() {
    try {
      keep();
      if (!sending && System.nanoTime() - notBefore >= 0) {
        send();
      }
    } catch (IOException | RuntimeException e) {
      LOGGER.atError().setCause(e).log("refusal report cannot be read");
    }
  }

  private void keep() {
    var counted = refusals.take();
    if (counted.isEmpty()) {
      return;
    }
    var grown = new RefusalReport(open.id(), sum(open.refusals(), counted));
    try {
      folder.write(grown);
      open = grown;
      troubled = false;
    } catch (IOException e) {
      refusals.add(counted);
      if (!troubled) {
        troubled = true;
        LOGGER.atWarn().addKeyValue("reason", e.getMessage()).log("refusals not on disk yet");
      }
      return;
    }
    if (open.refusals().size() >= MOST_REFUSALS) {
      close();
    }
  }

  private static List<Refusal> sum(List<Refusal> first, List<Refusal> second) {
    var sums = new HashMap<Refusal, Integer>();
    for (List<Refusal> refusals : List.of(first, second)) {
      for (Refusal refusal : refusals) {
        sums.merge(kind(refusal), refusal.photos(), Integer::sum);
      }
    }
    var all = new ArrayList<Refusal>(sums.size());
    sums.forEach(
        (kind, photos) -> all.add(new Refusal(kind.camera(), kind.hour(), kind.reason(), photos)));
    return all;
  }

  private static Refusal kind(Refusal refusal) {
    return new Refusal(refusal.camera(), refusal.hour(), refusal.reason(), 0);
  }

  private void close() {
    closed.add(open.id());
    open = empty();
  }

  private void send() throws IOException {
    if (closed.isEmpty()) {
      if (open.refusals().isEmpty()) {
        return;
      }
      close();
    }
    var id = closed.peek();
    var body = Buffer.buffer(folder.read(id));
    sending = true;
    handover
        .post(RefusalReport.PATH, HEADERS, body)
        .onSuccess(answer -> timer.execute(() -> answered(id, answer)));
  }

  private void answered(UUID id, Answer answer) {
    sending = false;
    if (!answer.isTaken()) {
      failures++;
      var wait = answer.retryAfter().orElseGet(() -> backoff.after(failures));
      notBefore = System.nanoTime() + wait.toNanos();
      if (!answer.isNotNow()) {
        LOGGER
            .atWarn()
            .addKeyValue("report", id)
            .addKeyValue("status", answer.status())
            .log("refusal report not taken, sent again later");
        closed.add(closed.remove()); // the others first
      }
      return;
    }
    failures = 0;
    closed.remove();
    try {
      folder.delete(id);
    } catch (IOException e) {
      LOGGER.atWarn().addKeyValue("report", id).setCause(e).log("refusal report not deleted");
    }
  }

  private static RefusalReport empty() {
    return new RefusalReport(UUID.randomUUID(), List.of());
  }
}
