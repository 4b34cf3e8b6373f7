package io.storelens.operator;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that only one operator may do and that no event asks for. One duty runs at a time. A duty
 * that fails is logged, once until it works again, and tried again at its next turn.
 */
final class LeaderDuties implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(LeaderDuties.class);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "duties"));

  /** Something that may fail. */
  interface Duty {
    void run() throws Exception;
  }

  /** Does {@code duty} after {@code first}, and then {@code pause} after each end. */
  void every(Duration first, Duration pause, String name, Duty duty) {
    var unused =
        timer.scheduleWithFixedDelay(
            new Watched(name, duty), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private static final class Watched implements Runnable {
    private final String name;
    private final Duty duty;
    private boolean failed;

    Watched(String name, Duty duty) {
      this.name = name;
      this.duty = duty;
    }

    @Override
    public void run() {
      try {
        duty.run();
        if (failed) {
          LOGGER.atInfo().addKeyValue("duty", name).log("duty works again");
        }
        failed = false;
      } catch (Exception e) {
        if (!failed) {
          LOGGER
              .atWarn()
              .addKeyValue("duty", name)
              .addKeyValue("reason", e.getMessage())
              .log("duty failed, trying again");
        }
        failed = true;
      }
    }
  }
}
