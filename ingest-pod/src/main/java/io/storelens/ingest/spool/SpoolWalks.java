package io.storelens.ingest.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through the spool again and again: finds the photos that memory does not know (after a
 * start, or when more wait than memory holds) and the age of the oldest one. An empty spool costs
 * nothing; a full one at most a twentieth of a core, unless photos are wanted at once.
 */
public final class SpoolWalks {
  private static final Logger LOGGER = LoggerFactory.getLogger(SpoolWalks.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final int REST = 20;

  private final Spool spool;
  private final Consumer<Path> found;
  private final BooleanSupplier wanted;
  private long notBefore = System.nanoTime();
  private volatile Instant oldest = Instant.MAX;

  /**
   * Prepares walks.
   *
   * @param found is told of each file that a photo waits in, known or not
   * @param wanted whether a walk is needed at once, because memory has run out of photos
   */
  public SpoolWalks(Spool spool, Consumer<Path> found, BooleanSupplier wanted) {
    this.spool = spool;
    this.found = found;
    this.wanted = wanted;
  }

  /** Walks on {@code timer} until it is shut down; the first time at once. */
  public void start(ScheduledExecutorService timer) {
    var unused = timer.scheduleWithFixedDelay(this::tick, 0, 1, TimeUnit.SECONDS);
  }

  /** Age of the oldest waiting photo; zero when none waits. Up to some walks behind. */
  public Duration oldestAge(Instant now) {
    var since = oldest;
    return spool.depth() == 0 || since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
  }

  /** Walks, if it is time or photos are wanted. */
  void tick() {
    long start = System.nanoTime();
    takeBack();
    if (spool.depth() == 0 || (start - notBefore < 0 && !wanted.getAsBoolean())) {
      return;
    }
    try {
      walk();
    } catch (IOException | RuntimeException e) {
      LOGGER.atError().setCause(e).log("spool cannot be read");
    }
    long took = System.nanoTime() - start;
    notBefore = System.nanoTime() + Math.max(PAUSE.toNanos(), REST * took);
  }

  private void takeBack() {
    try {
      spool.takeBack(found);
    } catch (IOException | RuntimeException e) {
      LOGGER.atError().setCause(e).log("photos set aside cannot be tried again");
    }
  }

  private void walk() throws IOException {
    var eldest = new Instant[] {Instant.MAX};
    spool.walk(
        (photo, since) -> {
          if (since.isBefore(eldest[0])) {
            eldest[0] = since;
          }
          found.accept(photo);
        });
    oldest = eldest[0];
  }
}
