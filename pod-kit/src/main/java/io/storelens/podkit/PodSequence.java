package io.storelens.podkit;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pods that start one after the other and stop in the opposite order. */
public final class PodSequence implements Pod {
  private static final Logger LOGGER = LoggerFactory.getLogger(PodSequence.class);

  private final List<Pod> pods;
  private final Deque<Pod> started = new ArrayDeque<>();

  /** Starts {@code pods} in their order. */
  public PodSequence(List<Pod> pods) {
    this.pods = List.copyOf(pods);
  }

  @Override
  public String name() {
    return "all";
  }

  /** Starts each after the one before is up; the first failure ends the sequence. */
  @Override
  public Future<?> start() {
    Future<?> last = Future.succeededFuture();
    for (Pod pod : pods) {
      last = last.compose(up -> begin(pod));
    }
    return last;
  }

  /** Stops what was started, the last first. A failure to stop one does not spare the others. */
  @Override
  public Future<?> stop() {
    Future<?> last = Future.succeededFuture();
    Pod pod;
    while ((pod = next()) != null) {
      var stopping = pod;
      last = last.compose(down -> end(stopping));
    }
    return last;
  }

  private Future<?> begin(Pod pod) {
    synchronized (started) {
      started.push(pod);
    }
    return pod.start()
        .onSuccess(up -> LOGGER.atInfo().addKeyValue("pod", pod.name()).log("started"));
  }

  private static Future<?> end(Pod pod) {
    return pod.stop()
        .onSuccess(down -> LOGGER.atInfo().addKeyValue("pod", pod.name()).log("stopped"))
        .otherwise(
            failure -> {
              LOGGER.atWarn().addKeyValue("pod", pod.name()).setCause(failure).log("stop failed");
              return null;
            });
  }

  private Pod next() {
    synchronized (started) {
      return started.poll();
    }
  }
}
