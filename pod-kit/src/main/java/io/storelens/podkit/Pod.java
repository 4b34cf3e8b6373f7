package io.storelens.podkit;

import io.vertx.core.Future;

/** A program that can be started and stopped in order: one pod, or a part of standalone. */
public interface Pod {
  /** A short word for logs and health, such as {@code ingest}. */
  String name();

  /** Starts. Fails with a message a person can act on. Called once. */
  Future<?> start();

  /** Takes no new work, ends what it has, and frees everything. Also after a failed start. */
  Future<?> stop();
}
