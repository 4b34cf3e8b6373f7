package io.storelens.standalone.up;

import io.storelens.podkit.Pod;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** A pod that is made only when its turn comes, because it needs what those before it found out. */
final class LatePart implements Pod {
  private final String name;
  private final Supplier<Pod> maker;
  private Pod pod;

  LatePart(String name, Supplier<Pod> maker) {
    this.name = name;
    this.maker = maker;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Future<?> start() {
    try {
      pod = maker.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
    return pod.start();
  }

  @Override
  public Future<?> stop() {
    return pod == null ? Future.succeededFuture() : pod.stop();
  }
}
