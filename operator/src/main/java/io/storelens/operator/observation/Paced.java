package io.storelens.operator.observation;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Has resources looked at again whose status is behind what is observed, at most so many a second,
 * so that no shop opening or failure makes thousands of writes at once. What a person changed never
 * comes this way.
 */
public final class Paced {
  /** Most status writes a second that follow from observations. */
  public static final int A_SECOND = 15;

  private final ScheduledExecutorService timer;
  private final Map<Target, Consumer<ResourceID>> waiting = new LinkedHashMap<>();
  private boolean isPlanned;
  private long lastTurn = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);

  private record Target(String kind, ResourceID id) {}

  public Paced(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /**
   * Has {@code look} look at {@code id} when its turn comes; one that waits already is not added.
   */
  public synchronized void add(String kind, ResourceID id, Consumer<ResourceID> look) {
    waiting.putIfAbsent(new Target(kind, id), look);
    plan();
  }

  /** How many wait. */
  public synchronized int waiting() {
    return waiting.size();
  }

  private synchronized void next() {
    var turn = waiting.entrySet().iterator();
    for (int i = 0; i < A_SECOND && turn.hasNext(); i++) {
      var target = turn.next();
      target.getValue().accept(target.getKey().id());
      turn.remove();
    }
    isPlanned = false;
    lastTurn = System.nanoTime();
    plan();
  }

  /** A second lies between two turns, also where nothing waited for a while in between. */
  private void plan() {
    if (isPlanned || waiting.isEmpty() || timer.isShutdown()) {
      return;
    }
    isPlanned = true;
    long pause = TimeUnit.SECONDS.toNanos(1) - (System.nanoTime() - lastTurn);
    var unused = timer.schedule(this::next, Math.max(0, pause), TimeUnit.NANOSECONDS);
  }
}
