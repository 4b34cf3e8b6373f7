package io.storelens.ingest.handover;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.storelens.contract.config.IngestConfig;
import io.storelens.contract.handover.Photo;
import io.storelens.ingest.spool.HeldPhoto;
import io.storelens.ingest.spool.PhotoFile;
import io.storelens.ingest.spool.Spool;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the photos of the spool to analyzers. A photo leaves the spool when an analyzer has
 * answered that its rows are committed, or is set aside when none will ever be able to use it. All
 * else is tried again. New photos are given at once; those of before a restart, or of a long jam,
 * come from walks through the spool. Memory knows at most some ten thousand photos, however many
 * wait.
 *
 * <p>All state belongs to the verticle's event loop, but for {@code known}.
 */
public final class Handover extends VerticleBase {
  private static final Logger LOGGER = LoggerFactory.getLogger(Handover.class);
  private static final int MOST_KNOWN = 20_000;
  private static final long MOST_BYTES_IN_FLIGHT = 64L << 20;
  private static final int READERS = 4;
  private static final Duration LOOK_UP = Duration.ofSeconds(2);
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(5);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  // The analyzer was in trouble, not the photo: its own pause only has to spread the load.
  private static final Backoff AFTER_TROUBLE =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
  // The analyzer works, but fails with this photo.
  private static final Backoff AFTER_ERROR =
      new Backoff(Duration.ofMillis(200), Duration.ofMinutes(5));

  private final Spool spool;
  private final int most;
  private final int mostKnown;
  private final AnalyzerAddresses addresses;
  private final HandoverMeters meters;
  private final Set<Path> known = ConcurrentHashMap.newKeySet();
  private final Deque<WaitingPhoto> ready = new ArrayDeque<>();
  private final Queue<WaitingPhoto> later =
      new PriorityQueue<>(Comparator.comparingLong(WaitingPhoto::due));
  private final Duration answerTime;
  private final Promise<Void> idle = Promise.promise();
  private Analyzers analyzers;
  private WorkerExecutor readers;
  private int inFlight;
  private long bytesInFlight;
  private long alarm = -1;
  private boolean draining;
  private boolean stopping;

  /**
   * Prepares the hand-over of {@code spool}.
   *
   * @throws IllegalArgumentException naming the setting, if a base URL cannot be used
   */
  public Handover(IngestConfig config, Spool spool, MeterRegistry meters) {
    this(config, spool, meters, MOST_KNOWN, ANSWER);
  }

  /** With memory for another number of photos, and another patience with analyzers. */
  Handover(
      IngestConfig config, Spool spool, MeterRegistry meters, int mostKnown, Duration answerTime) {
    this.answerTime = answerTime;
    this.spool = spool;
    this.mostKnown = mostKnown;
    this.most = config.handovers();
    this.addresses = new AnalyzerAddresses(config.analyzers());
    this.meters = new HandoverMeters(meters);
  }

  @Override
  public Future<?> start() {
    analyzers = new Analyzers(vertx, most, answerTime);
    readers = vertx.createSharedWorkerExecutor("storelens-handover", READERS);
    vertx.setPeriodic(LOOK_UP.toMillis(), timer -> lookUp());
    return lookUp();
  }

  /**
   * Hands over what is known for five seconds at most, as long as an analyzer takes it; then begins
   * nothing new, and waits for the answers that are out, ten seconds at most in all. What is left
   * stays in the spool.
   */
  @Override
  public Future<?> stop() {
    draining = true;
    vertx.setTimer(LONGEST_DRAIN.toMillis(), timer -> endDrain());
    vertx.setTimer(LONGEST_STOP.toMillis(), timer -> idle.tryComplete());
    pump();
    return idle.future().eventually(analyzers::close).eventually(readers::close);
  }

  /**
   * Hands over a photo that has just been stored. From any thread; returns at once.
   *
   * @param held its bytes, if they are in memory; released when they are not needed any more
   */
  public void give(PhotoFile file, Optional<HeldPhoto> held) {
    if (known.size() < mostKnown && known.add(file.path())) {
      context.runOnContext(nothing -> enqueue(WaitingPhoto.fresh(file, held)));
    } else {
      held.ifPresent(HeldPhoto::release);
    }
  }

  /** Hands over the photo found in {@code file}, unless it is known. From any thread. */
  public void found(Path file) {
    if (known.size() < mostKnown && known.add(file)) {
      context.runOnContext(nothing -> enqueue(WaitingPhoto.found(file)));
    }
  }

  /** How many photos are in memory. */
  int known() {
    return known.size();
  }

  /** Whether photos wait that memory does not know, while it has much room. */
  public boolean wantsMore() {
    int now = known.size();
    return now < mostKnown / 4 && spool.depth() > now;
  }

  /** Posts something else than a photo; the future never fails. From any thread. */
  public Future<Answer> post(String path, Map<String, String> headers, Buffer body) {
    var answer = Promise.<Answer>promise();
    context.runOnContext(
        nothing ->
            analyzers
                .choose(System.nanoTime())
                .filter(analyzer -> !stopping)
                .map(to -> analyzers.post(to, to.begin(), path, headers, body, () -> {}))
                .orElseGet(
                    () -> Future.succeededFuture(Answer.none(new Exception("no analyzer open"))))
                .onComplete(answer));
    return answer.future();
  }

  private Future<?> lookUp() {
    return readers
        .executeBlocking(addresses::resolve, false)
        .onSuccess(
            found -> {
              analyzers.found(found, System.nanoTime());
              pump();
            });
  }

  private void enqueue(WaitingPhoto photo) {
    ready.add(photo);
    pump();
  }

  private void pump() {
    long now = System.nanoTime();
    while (!later.isEmpty() && later.peek().due() - now <= 0) {
      ready.add(later.poll());
    }
    while (!ready.isEmpty() && hasRoom()) {
      var analyzer = analyzers.choose(now);
      if (analyzer.isEmpty()) {
        break;
      }
      send(ready.poll(), analyzer.get());
    }
    setAlarm(now);
    // Nothing is under way although there was room: it is all done, or no analyzer takes anything.
    if (draining && inFlight == 0) {
      endDrain();
    }
  }

  private void endDrain() {
    stopping = true;
    if (inFlight == 0) {
      idle.tryComplete();
    }
  }

  private boolean hasRoom() {
    return !stopping && inFlight < most && bytesInFlight < MOST_BYTES_IN_FLIGHT;
  }

  /** Wakes up when a photo or an analyzer ends its pause. */
  private void setAlarm(long now) {
    if (alarm >= 0) {
      vertx.cancelTimer(alarm);
      alarm = -1;
    }
    long next = later.isEmpty() ? Long.MAX_VALUE : later.peek().due() - now;
    if (!ready.isEmpty()) {
      next = Math.min(next, analyzers.opensAt(now).orElse(now + LOOK_UP.toNanos()) - now);
    }
    if (next != Long.MAX_VALUE && !stopping) {
      alarm = vertx.setTimer(Math.max(1, Duration.ofNanos(next).toMillis() + 1), timer -> wake());
    }
  }

  private void wake() {
    alarm = -1;
    pump();
  }

  private void send(WaitingPhoto photo, Analyzer to) {
    int mark = to.begin();
    long bytes = photo.bytes();
    inFlight++;
    bytesInFlight += bytes;
    photo
        .takeHeld()
        .map(Future::succeededFuture)
        .orElseGet(() -> readers.executeBlocking(() -> read(photo), false))
        .onFailure(failure -> to.cancelled())
        .compose(jpeg -> post(photo, jpeg, to, mark))
        .onComplete(
            answer -> {
              bytesInFlight -= bytes;
              if (answer.succeeded()) {
                answered(photo, answer.result());
              } else {
                unreadable(photo, answer.cause());
              }
            });
  }

  private HeldPhoto read(WaitingPhoto photo) throws IOException {
    if (photo.file().isEmpty()) {
      photo.read(spool.read(photo.path()));
    }
    return spool.hold(photo.file().orElseThrow());
  }

  private Future<Answer> post(WaitingPhoto photo, HeldPhoto jpeg, Analyzer to, int mark) {
    var file = photo.file().orElseThrow();
    var headers = new HashMap<>(file.photo().toHeaders());
    headers.put("Content-Type", "image/jpeg");
    var body = BufferInternal.buffer(Unpooled.wrappedBuffer(jpeg.first(file.length())));
    return analyzers.post(to, mark, Photo.PATH, headers, body, jpeg::release);
  }

  private void answered(WaitingPhoto photo, Answer answer) {
    meters.answered(photo, answer);
    var file = photo.file().orElseThrow();
    if (answer.isTaken()) {
      leave(photo, () -> spool.remove(photo.path()));
    } else if (answer.isNever()) {
      LOGGER
          .atWarn()
          .addKeyValue("photo", file.photo().id())
          .addKeyValue("camera", file.photo().camera())
          .log("photo can never be analysed, set aside");
      leave(
          photo,
          () -> {
            spool.setAside(file, answer.body());
            return false;
          });
    } else {
      tryAgain(photo, answer.isNotNow() ? AFTER_TROUBLE : AFTER_ERROR);
    }
  }

  private void unreadable(WaitingPhoto photo, Throwable failure) {
    if (failure instanceof NoSuchFileException) {
      known.remove(photo.path()); // it has left since it was found
      ended();
    } else if (failure instanceof PhotoFile.Unfinished) {
      LOGGER
          .atInfo()
          .addKeyValue("reason", failure.getMessage())
          .log("unfinished upload of an earlier run removed");
      leave(photo, () -> spool.remove(photo.path()));
    } else if (failure instanceof PhotoFile.BadPhotoFile) {
      LOGGER.atError().addKeyValue("reason", failure.getMessage()).log("bad file set aside");
      leave(
          photo,
          () -> {
            spool.setAsideDamaged(photo.path(), failure.getMessage());
            return false;
          });
    } else {
      LOGGER.atError().setCause(failure).log("spool cannot be read");
      tryAgain(photo, AFTER_ERROR);
    }
  }

  private void tryAgain(WaitingPhoto photo, Backoff backoff) {
    if (later.size() < mostKnown / 2) {
      photo.tryAgain(backoff);
      later.add(photo);
    } else {
      known.remove(photo.path()); // a walk will find it again
    }
    ended();
  }

  private void leave(WaitingPhoto photo, Departure departure) {
    readers
        .executeBlocking(
            () -> {
              boolean isEmpty;
              try {
                isEmpty = departure.go();
              } finally {
                known.remove(photo.path()); // before another photo may be there
              }
              if (isEmpty) {
                spool.reuse(photo.path());
              }
              return null;
            },
            false)
        .onFailure(e -> LOGGER.atError().setCause(e).log("photo cannot leave the spool"))
        .onComplete(gone -> ended());
  }

  private void ended() {
    inFlight--;
    if (stopping && inFlight == 0) {
      idle.tryComplete();
    }
    pump();
  }

  @FunctionalInterface
  private interface Departure {
    /** Returns whether the file is there still, and empty. */
    boolean go() throws IOException;
  }
}
